#!/bin/sh
# Makes the certificates of the tests anew, good for a hundred years: an authority of our own, a gateway, one for another host, one that has
# expired, and a client whose key is encrypted in client.encrypted.key with the passphrase "passphrase-of-a-test".
set -eu
cd "$(dirname "$0")"
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 36500 -subj '/CN=Authority of the tests' -keyout authority.key -out authority.pem
issue() { # name, subject alternative name, first and last day
    openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj "/CN=$1" -keyout "$1.key" -out "$1.csr"
    printf 'subjectAltName=%s\n' "$2" > "$1.ext"
    openssl x509 -req -in "$1.csr" -CA authority.pem -CAkey authority.key -CAcreateserial $3 -extfile "$1.ext" -out "$1.pem"
    rm "$1.csr" "$1.ext"
}
issue gateway 'IP:127.0.0.1,DNS:localhost' '-days 36500'
issue elsewhere 'DNS:elsewhere.example' '-days 36500'
issue expired 'IP:127.0.0.1' '-days -1'
issue client 'DNS:client.example' '-days 36500'
openssl pkcs8 -topk8 -v2 aes-256-cbc -in client.key -out client.encrypted.key -passout pass:passphrase-of-a-test
rm -f authority.srl authority.key
# Who issues tokens signs them with RSA.
openssl req -x509 -newkey rsa:2048 -nodes -days 36500 -subj '/CN=Issuer of tokens' -keyout issuer.key -out issuer.pem
