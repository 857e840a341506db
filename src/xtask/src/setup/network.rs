//! Finding out quickly that a host cannot be reached, so that the second way is taken within seconds.

use std::env;
use std::net::{TcpStream, ToSocketAddrs};
use std::time::Duration;

/// How long a host may take to answer at all.
const ANSWER: Duration = Duration::from_secs(10);

/// How long a download may say nothing before it counts as failed: slow lines are not broken lines.
pub(crate) const PATIENCE: Duration = Duration::from_secs(120);

/// Whether a download from this host is worth trying: it answers, or a proxy or mirror is configured which we cannot
/// judge.
pub(crate) fn reaches(host: &str) -> bool {
    let indirect =
        ["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy", "RUSTUP_DIST_SERVER", "PLAYWRIGHT_DOWNLOAD_HOST"];
    if indirect.iter().any(|name| env::var_os(name).is_some_and(|value| !value.is_empty())) {
        return true;
    }
    let Ok(addresses) = (host, 443).to_socket_addrs() else { return false };
    addresses.into_iter().take(2).any(|address| TcpStream::connect_timeout(&address, ANSWER).is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_cannot_exist_is_not_reached() {
        assert!(!reaches("nowhere.invalid") || env::vars().any(|(name, _)| name.to_lowercase().ends_with("_proxy")));
    }
}
