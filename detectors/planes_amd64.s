#include "textflag.h"

// One bit of each of 64 bytes: the uppermost; the next one is moved there.
#define PLANE(at) \
	VPMOVMSKB Y0, AX \
	VPMOVMSKB Y1, BX \
	SHLQ      $32, BX \
	ORQ       BX, AX \
	MOVQ      AX, at(DI) \
	VPADDB    Y0, Y0, Y0 \
	VPADDB    Y1, Y1, Y1

// func transposeAVX2(dst *planes, text string, n int)
TEXT ·transposeAVX2(SB), NOSPLIT, $0-32
	MOVQ dst+0(FP), DI
	MOVQ text_base+8(FP), SI
	MOVQ n+24(FP), CX

block:
	VMOVDQU (SI), Y0
	VMOVDQU 32(SI), Y1
	PLANE(56)
	PLANE(48)
	PLANE(40)
	PLANE(32)
	PLANE(24)
	PLANE(16)
	PLANE(8)
	PLANE(0)
	ADDQ $62, SI
	ADDQ $64, DI
	DECQ CX
	JNZ  block
	VZEROUPPER
	RET

// func hasAVX2() bool
TEXT ·hasAVX2(SB), NOSPLIT, $0-1
	MOVB $0, ret+0(FP)
	XORL AX, AX
	CPUID
	CMPL AX, $7
	JLT  no
	MOVL $1, AX
	XORL CX, CX
	CPUID
	ANDL $0x18000000, CX // OSXSAVE and AVX: the system may keep wide registers ...
	CMPL CX, $0x18000000
	JNE  no
	XORL CX, CX
	XGETBV
	ANDL $6, AX          // ... and does
	CMPL AX, $6
	JNE  no
	MOVL $7, AX
	XORL CX, CX
	CPUID
	ANDL $0x20, BX       // AVX2
	JZ   no
	MOVB $1, ret+0(FP)

no:
	RET
