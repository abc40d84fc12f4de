#!/bin/sh
# An authority and three node certificates, made once: those that are there stay. For trying the cluster out; a real one has
# certificates from the organisation's own authority. All nodes bear one common name, by which they know one another.
set -eu

umask 077

# A node that was half made is made again: its certificate is written last.
if [ ! -s /certs/ca/ca.crt ]; then
  openssl req -x509 -newkey rsa:3072 -sha256 -nodes -days 3650 -subj '/CN=Golden Thread cluster authority' \
    -addext 'basicConstraints=critical,CA:TRUE' -addext 'keyUsage=critical,keyCertSign,cRLSign' \
    -keyout /authority/ca.key -out /authority/ca.crt
  cp /authority/ca.crt /certs/ca/ca.crt
  chmod 644 /certs/ca/ca.crt
fi
chmod 755 /certs/ca

for number in 1 2 3; do
  folder="/certs/node$number"
  [ ! -s "$folder/node.crt" ] || continue
  openssl req -newkey rsa:3072 -sha256 -nodes -subj '/CN=eventstoredb-node' -keyout "$folder/node.key" -out "/tmp/node$number.csr"
  cat > "/tmp/node$number.ext" << EOF
subjectAltName=DNS:node$number,DNS:localhost,IP:127.0.0.1,IP:172.31.240.1$number
extendedKeyUsage=serverAuth,clientAuth
keyUsage=critical,digitalSignature,keyEncipherment
EOF
  openssl x509 -req -sha256 -days 825 -in "/tmp/node$number.csr" -CA /authority/ca.crt -CAkey /authority/ca.key -CAcreateserial \
    -extfile "/tmp/node$number.ext" -out "/tmp/node$number.crt"
  # The server runs as user 1000, and nobody else may read its key.
  chown -R 1000:1000 "$folder"
  chmod 600 "$folder/node.key"
  mv "/tmp/node$number.crt" "$folder/node.crt"
  chown 1000:1000 "$folder/node.crt"
done
