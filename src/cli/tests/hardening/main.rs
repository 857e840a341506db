//! The real binary when the machine, the disk or the network misbehaves: killed in the middle of a burst, a disk that
//! is full or read-only, a second program on the same folder, clients that dawdle or send far too much.

mod client;
#[cfg(unix)]
mod disk;
mod families;
mod kill;
mod other;
mod server;
mod slow;
