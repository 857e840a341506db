//! The real binary when the machine, the disk or the network misbehaves: killed in the middle of a burst, a disk that
//! is full or read-only, a second program on the same folder, clients that dawdle or send far too much. And what is
//! said on the way: encrypted, and to the log.

mod client;
#[cfg(unix)]
mod disk;
mod encrypted;
mod families;
mod import;
mod kill;
mod log;
mod other;
mod server;
mod slow;
