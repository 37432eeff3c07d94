package gdrivetest

import (
	"bufio"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"fmt"
	"math/big"
	"net"
	"net/http"
	"os"
	"time"
)

// Proxy stands for Google's hosts, for clients that will not be told another
// address: it answers CONNECT itself, by a certificate of its own authority, and
// has the server answer what comes through. Nothing leaves this machine.
type Proxy struct {
	URL string
	CA  string // file of the authority that the client must trust

	listener net.Listener
	server   *Server
	config   *tls.Config
}

// googleHosts are the names in the certificate.
var googleHosts = []string{"*.googleapis.com", "docs.google.com", "*.googleusercontent.com"}

// NewProxy listens on loopback until Close is called; it writes the certificate
// of its authority to ca.
func NewProxy(s *Server, ca string) (*Proxy, error) {
	p := &Proxy{server: s, CA: ca}
	cert, err := p.certificate()
	if err != nil {
		return nil, fmt.Errorf("proxy: %w", err)
	}
	p.config = &tls.Config{Certificates: []tls.Certificate{cert}, NextProtos: []string{"http/1.1"}, MinVersion: tls.VersionTLS12}
	if p.listener, err = net.Listen("tcp", "127.0.0.1:0"); err != nil { //nolint:noctx // there is nothing to cancel
		return nil, fmt.Errorf("proxy: %w", err)
	}
	p.URL = "http://" + p.listener.Addr().String()
	go p.serve()
	return p, nil
}

// Close stops listening.
func (p *Proxy) Close() { p.listener.Close() }

func (p *Proxy) certificate() (tls.Certificate, error) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return tls.Certificate{}, err
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "tenken test"}, DNSNames: googleHosts,
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(24 * time.Hour),
		IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageCertSign | x509.KeyUsageDigitalSignature,
		ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth},
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	if err != nil {
		return tls.Certificate{}, err
	}
	text := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der})
	return tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key}, os.WriteFile(p.CA, text, 0o600)
}

func (p *Proxy) serve() {
	for {
		c, err := p.listener.Accept()
		if err != nil {
			return
		}
		go p.tunnel(c)
	}
}

// tunnel answers one connection's requests.
func (p *Proxy) tunnel(c net.Conn) {
	r, err := http.ReadRequest(bufio.NewReader(c))
	if err != nil || r.Method != http.MethodConnect {
		c.Close()
		return
	}
	if _, err := c.Write([]byte("HTTP/1.1 200 OK\r\n\r\n")); err != nil {
		c.Close()
		return
	}
	one := &oneConn{conn: tls.Server(c, p.config), done: make(chan struct{})}
	s := &http.Server{Handler: p.server, ReadHeaderTimeout: time.Minute, ConnState: func(_ net.Conn, st http.ConnState) {
		if st == http.StateClosed {
			one.Close()
		}
	}}
	s.Serve(one) //nolint:errcheck // it ends with the connection
}

// oneConn is a listener to which one client has come.
type oneConn struct {
	conn  net.Conn
	taken bool
	done  chan struct{}
}

func (l *oneConn) Accept() (net.Conn, error) {
	if !l.taken {
		l.taken = true
		return l.conn, nil
	}
	<-l.done
	return nil, net.ErrClosed
}

func (l *oneConn) Close() error {
	select {
	case <-l.done:
	default:
		close(l.done)
	}
	return nil
}

func (l *oneConn) Addr() net.Addr { return l.conn.LocalAddr() }
