//! TLS of the server's own: a real handshake with a certificate made for the test.

use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;

use rustls::pki_types::{CertificateDer, ServerName};
use rustls::{ClientConfig, ClientConnection, RootCertStore, StreamOwned};

use crate::client::{connect, head, send_raw};
use crate::families::read_tokens;
use crate::server::{Server, run, serve};

struct Certificate {
    cert: PathBuf,
    key: PathBuf,
    der: CertificateDer<'static>,
}

fn make_certificate(folder: &Path) -> Certificate {
    let made = rcgen::generate_simple_self_signed(vec!["shine.test".to_owned()]).expect("a certificate");
    let (cert, key) = (folder.join("cert.pem"), folder.join("key.pem"));
    std::fs::write(&cert, made.cert.pem()).expect("written");
    std::fs::write(&key, made.signing_key.serialize_pem()).expect("written");
    Certificate { cert, key, der: made.cert.der().clone() }
}

fn serve_encrypted(data: &Path, certificate: &Certificate) -> Command {
    let mut command = serve(data);
    command.arg("--tls-cert").arg(&certificate.cert).arg("--tls-key").arg(&certificate.key);
    command
}

/// Sends `request` encrypted to somebody who shows `trusted`, and gives all that came back.
fn send_encrypted(address: &str, trusted: &CertificateDer<'static>, request: &str) -> std::io::Result<String> {
    let mut roots = RootCertStore::empty();
    roots.add(trusted.clone()).expect("a root");
    let config = ClientConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
        .with_safe_default_protocol_versions()
        .expect("versions")
        .with_root_certificates(roots)
        .with_no_client_auth();
    let name = ServerName::try_from("shine.test").expect("a name");
    let client = ClientConnection::new(Arc::new(config), name).expect("a client");
    let mut stream = StreamOwned::new(client, connect(address)?);
    stream.write_all(request.as_bytes())?;
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes)?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

#[test]
fn a_family_signs_in_encrypted_and_its_cookie_never_travels_in_plain() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().join("data");
    let certificate = make_certificate(folder.path());
    let server = Server::start(serve_encrypted(&data, &certificate));
    let address = server.address();
    let token = read_tokens(&data).into_iter().next().expect("a family");
    let body = serde_json::json!({ "token": token }).to_string();
    let length = body.len();
    let request = head("POST", address, "/api/v1/family/session", None)
        + &format!("Content-Type: application/json\r\nContent-Length: {length}\r\n\r\n{body}");
    let answer = send_encrypted(address, &certificate.der, &request).expect("an answer");
    let answer = answer.to_ascii_lowercase();
    assert!(answer.starts_with("http/1.1 204"), "{answer}");
    assert!(answer.contains("set-cookie: __host-") && answer.contains("; secure"), "{answer}");
    assert!(answer.contains("strict-transport-security: "), "{answer}");
    assert!(!send_raw(address, &request).contains("HTTP/1.1 2"), "nothing is answered in plain");
}

#[test]
fn somebody_who_trusts_another_certificate_is_not_spoken_to() {
    let (folder, elsewhere) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
    let certificate = make_certificate(folder.path());
    let server = Server::start(serve_encrypted(&folder.path().join("data"), &certificate));
    let other = make_certificate(elsewhere.path());
    let request = head("GET", server.address(), "/api/v1/health", None) + "\r\n";
    assert!(send_encrypted(server.address(), &other.der, &request).is_err());
    assert!(send_encrypted(server.address(), &certificate.der, &request).expect("an answer").contains(" 200 "));
}

#[test]
fn a_key_that_is_not_the_certificates_is_refused_in_one_sentence() {
    let (folder, elsewhere) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
    let mut certificate = make_certificate(folder.path());
    certificate.key = make_certificate(elsewhere.path()).key;
    run(serve_encrypted(&folder.path().join("data"), &certificate)).assert_refused("certificate");
}
