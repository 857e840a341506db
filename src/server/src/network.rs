//! Listening: what may be listened on, TLS, how patient the server is with slow senders, and who a request comes from.

use std::fs;
use std::io;
use std::net::{IpAddr, SocketAddr, TcpListener};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use axum::Router;
use axum_server::Handle;
use axum_server::accept::NoDelayAcceptor;
use axum_server::tls_rustls::{RustlsAcceptor, RustlsConfig};
use hyper_util::rt::TokioTimer;
use rustls::ServerConfig;
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};

/// The longest a sender may take over a request's head, and the longest an unused connection stays.
pub const HEAD_TIME: Duration = Duration::from_secs(10);
/// The longest head of a request, in bytes.
pub const MAX_HEAD_BYTES: usize = 32 * 1024;
/// How long requests under way may take to end once the server is told to stop.
const STOP_TIME: Duration = Duration::from_secs(20);
/// How often it is looked whether the certificate was renewed.
const RENEW_TIME: Duration = Duration::from_secs(60 * 60);

/// The two files of a certificate, PEM.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TlsFiles {
    /// The certificate with its chain.
    pub cert: PathBuf,
    /// Its private key.
    pub key: PathBuf,
}

/// How the server can be reached.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Network {
    /// TLS of its own.
    pub tls: Option<TlsFiles>,
    /// The address people use, `https://…`, without a slash at its end.
    pub public_url: Option<String>,
    /// Machines in front of this one whose word about the sender is believed.
    pub trusted_proxies: Vec<IpAddr>,
}

/// Why the server cannot be reached as asked.
#[derive(Debug, thiserror::Error)]
pub enum NetworkError {
    /// Listening for others without encryption.
    #[error(
        "{0} can be reached from other machines, so names would cross the network in plain: give --tls-cert and \
         --tls-key, or name the encrypting server in front with --trusted-proxy, or use --bind 127.0.0.1"
    )]
    NotPrivate(IpAddr),
    /// The public address is none.
    #[error("--public-url must be the address people type, such as https://shine.example, without a path: {0}")]
    PublicUrl(String),
    /// A certificate's file is not there or is no certificate.
    #[error("the certificate or its key cannot be used ({path}): {why}")]
    Certificate {
        /// Which file.
        path: PathBuf,
        /// Why.
        why: String,
    },
}

impl Network {
    /// Whether what is asked keeps names private.
    ///
    /// # Errors
    /// [`NetworkError`] in one plain sentence.
    pub fn check(&self, bind: IpAddr) -> Result<(), NetworkError> {
        let is_protected = bind.is_loopback() || self.tls.is_some() || !self.trusted_proxies.is_empty();
        if !is_protected {
            return Err(NetworkError::NotPrivate(bind));
        }
        match &self.public_url {
            Some(url) if !is_origin(url) => Err(NetworkError::PublicUrl(url.clone())),
            _ => Ok(()),
        }
    }

    /// Whether browsers speak to this server encrypted, here or at the server in front.
    #[must_use]
    pub fn is_encrypted(&self) -> bool {
        self.tls.is_some() || self.public_url.as_deref().is_some_and(|url| url.starts_with("https://"))
    }

    /// Who a request comes from: the connection's own address, or, where that is a trusted server in front, the last
    /// address in `forwarded` (`X-Forwarded-For`) that is not one of them.
    #[must_use]
    pub fn sender(&self, connection: Option<IpAddr>, forwarded: Option<&str>) -> Option<IpAddr> {
        let connection = connection?.to_canonical();
        if !self.trusted_proxies.contains(&connection) {
            return Some(connection);
        }
        let hops = forwarded.unwrap_or("").rsplit(',').filter_map(|hop| hop.trim().parse::<IpAddr>().ok());
        let mut hops = hops.map(|hop| hop.to_canonical());
        Some(hops.find(|hop| !self.trusted_proxies.contains(hop)).unwrap_or(connection))
    }
}

/// A scheme and a host, nothing more.
pub(crate) fn is_origin(url: &str) -> bool {
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    rest.is_some_and(|host| {
        !host.is_empty() && host.bytes().all(|b| b.is_ascii_alphanumeric() || b".-:[]".contains(&b))
    })
}

/// A listener and the way requests come through it.
pub(crate) struct Listening {
    listener: TcpListener,
    tls: Option<(TlsFiles, RustlsConfig)>,
}

impl Listening {
    /// Takes `listener` and reads the certificate, if there is one.
    pub(crate) fn new(listener: TcpListener, network: &Network) -> Result<Self, NetworkError> {
        let tls = match &network.tls {
            Some(files) => Some((files.clone(), RustlsConfig::from_config(read_certificate(files)?))),
            None => None,
        };
        Ok(Self { listener, tls })
    }

    /// Answers requests with `router` until `stop` is done; then no new ones, and those under way are finished.
    pub(crate) async fn serve(self, router: Router, stop: impl Future<Output = ()> + Send + 'static) -> io::Result<()> {
        let handle = Handle::new();
        let stopping = handle.clone();
        tokio::spawn(async move {
            stop.await;
            stopping.graceful_shutdown(Some(STOP_TIME));
        });
        let service = router.into_make_service_with_connect_info::<SocketAddr>();
        self.listener.set_nonblocking(true)?;
        let plain = axum_server::from_tcp(self.listener)?;
        // Answers are small and sent whole: waiting for more to send would cost each of them 40 milliseconds.
        match self.tls {
            None => patient(plain.handle(handle).acceptor(NoDelayAcceptor::new())).serve(service).await,
            Some((files, config)) => {
                let renewing = tokio::spawn(renew(files, config.clone()));
                let acceptor =
                    RustlsAcceptor::new(config).handshake_timeout(HEAD_TIME).acceptor(NoDelayAcceptor::new());
                let result = patient(plain.handle(handle).acceptor(acceptor)).serve(service).await;
                renewing.abort();
                result
            }
        }
    }
}

/// HTTP/1.1 only: its clock for slow heads starts with the first byte, or with none at all. A server in front may well
/// speak HTTP/2.
fn patient<A>(mut server: axum_server::Server<SocketAddr, A>) -> axum_server::Server<SocketAddr, A> {
    server.http_builder().http1().timer(TokioTimer::new()).header_read_timeout(HEAD_TIME).max_buf_size(MAX_HEAD_BYTES);
    server.http1_only()
}

fn read_certificate(files: &TlsFiles) -> Result<Arc<ServerConfig>, NetworkError> {
    let wrong = |path: &PathBuf, why: String| NetworkError::Certificate { path: path.clone(), why };
    let chain: Result<Vec<_>, _> =
        CertificateDer::pem_file_iter(&files.cert).map_err(|error| wrong(&files.cert, error.to_string()))?.collect();
    let chain = chain.map_err(|error| wrong(&files.cert, error.to_string()))?;
    let key = PrivateKeyDer::from_pem_file(&files.key).map_err(|error| wrong(&files.key, error.to_string()))?;
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let builder = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|error| wrong(&files.cert, error.to_string()))?;
    let config = builder.with_no_client_auth().with_single_cert(chain, key);
    let mut config = config.map_err(|error| wrong(&files.cert, error.to_string()))?;
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    Ok(Arc::new(config))
}

/// Takes up a renewed certificate without a restart. One that cannot be read leaves the old one in use.
async fn renew(files: TlsFiles, config: RustlsConfig) {
    let changed_at = || -> Option<SystemTime> { fs::metadata(&files.cert).ok()?.modified().ok() };
    let mut known = changed_at();
    let mut hour = tokio::time::interval(RENEW_TIME);
    loop {
        hour.tick().await;
        let now = changed_at();
        if now == known {
            continue;
        }
        match read_certificate(&files) {
            Ok(renewed) => {
                config.reload_from_config(renewed);
                known = now;
                tracing::info!("the renewed certificate is in use");
            }
            Err(error) => tracing::error!(%error, "the renewed certificate cannot be used; the old one still is"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ip(text: &str) -> IpAddr {
        text.parse().expect("an address")
    }

    fn behind_a_proxy() -> Network {
        Network { trusted_proxies: vec![ip("10.0.0.1")], ..Network::default() }
    }

    #[test]
    fn an_address_others_can_reach_needs_encryption() {
        let plain = Network::default();
        assert!(plain.check(ip("127.0.0.1")).is_ok() && plain.check(ip("::1")).is_ok());
        let refused = plain.check(ip("0.0.0.0")).expect_err("refused").to_string();
        assert!(refused.contains("--tls-cert") && refused.contains("--trusted-proxy"), "{refused}");
        assert!(behind_a_proxy().check(ip("0.0.0.0")).is_ok());
    }

    #[test]
    fn a_public_address_is_a_scheme_and_a_host() {
        let with = |url: &str| Network { public_url: Some(url.to_owned()), ..Network::default() }.check(ip("::1"));
        for right in ["https://shine.example", "http://localhost:8080", "https://[::1]:8443"] {
            assert!(with(right).is_ok(), "{right}");
        }
        for wrong in ["shine.example", "https://shine.example/", "https://", "ftp://x", "https://a b"] {
            assert!(with(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn only_a_trusted_server_in_front_is_believed_about_the_sender() {
        let network = behind_a_proxy();
        let forwarded = Some("6.6.6.6, 203.0.113.9, 10.0.0.1");
        assert_eq!(network.sender(Some(ip("10.0.0.1")), forwarded), Some(ip("203.0.113.9")));
        assert_eq!(
            network.sender(Some(ip("198.51.100.7")), forwarded),
            Some(ip("198.51.100.7")),
            "a liar's own address"
        );
        assert_eq!(network.sender(Some(ip("::ffff:10.0.0.1")), Some("nonsense")), Some(ip("10.0.0.1")));
        assert_eq!(Network::default().sender(Some(ip("10.0.0.1")), forwarded), Some(ip("10.0.0.1")));
    }
}
