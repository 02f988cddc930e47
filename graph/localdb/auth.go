package localdb

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"os"
	"path/filepath"
)

// hashRounds is how often Neo4j 5 hashes a password.
const hashRounds = 1024

// initialUser returns the line of data/dbms/auth.ini from which Neo4j makes
// its first user: what `neo4j-admin dbms set-initial-password` writes, without
// the password ever standing on a command line, and without a JVM.
func initialUser(user, password string, salt []byte) string {
	sum := sha256.Sum256(append(append([]byte{}, salt...), password...))
	for range hashRounds - 1 {
		sum = sha256.Sum256(sum[:])
	}
	return user + ":SHA-256," + hex.EncodeToString(sum[:]) + "," + hex.EncodeToString(salt) + ",1024:\n"
}

func (f *folder) writeInitialUser(password string) error {
	salt := make([]byte, sha256.Size)
	if _, err := rand.Read(salt); err != nil {
		return err
	}
	name := f.path("data", "dbms", "auth.ini")
	if err := os.MkdirAll(filepath.Dir(name), 0o700); err != nil {
		return err
	}
	return writeFile(name, []byte(initialUser(defaultUser, password, salt)))
}
