package report

import (
	"bytes"
	"fmt"
	"io"
	"os"

	"filippo.io/age"
	"github.com/xuri/excelize/v2"
)

// Protection is how a book is protected besides being its owner's alone.
type Protection struct {
	// Password encrypts the workbook as Excel does (ECMA-376 standard
	// encryption: AES-128, SHA-1 50,000 times). It helps against mail that goes
	// astray, and needs a long password.
	Password string
	// Recipients are public keys of age: only they can open the file, which is
	// then named .xlsx.age.
	Recipients []age.Recipient
}

func (b Book) protection() Protection {
	if b.Protect == nil {
		return Protection{}
	}
	return b.Protect(b.Whole, b.Department)
}

// protected writes a finished book as its protection asks. Encrypted ones
// differ at every writing.
func (p Protection) protected(out io.Writer, plain *os.File) error {
	if _, err := plain.Seek(0, io.SeekStart); err != nil {
		return err
	}
	if len(p.Recipients) > 0 {
		sealed, err := age.Encrypt(out, p.Recipients...)
		if err != nil {
			return fmt.Errorf("age: %w", err)
		}
		if err := p.passworded(sealed, plain); err != nil {
			return err
		}
		return sealed.Close()
	}
	return p.passworded(out, plain)
}

func (p Protection) passworded(out io.Writer, plain io.Reader) error {
	if p.Password == "" {
		_, err := io.Copy(out, plain)
		return err
	}
	var raw bytes.Buffer // the library encrypts wholes
	if _, err := io.Copy(&raw, plain); err != nil {
		return err
	}
	locked, err := excelize.Encrypt(raw.Bytes(), &excelize.Options{Password: p.Password})
	if err != nil {
		return fmt.Errorf("password: %w", err)
	}
	_, err = io.Copy(out, bytes.NewReader(locked))
	return err
}

func (p Protection) none() bool { return p.Password == "" && len(p.Recipients) == 0 }

// sealedSuffix ends the names of books for recipients of age.
const sealedSuffix = ".age"
