//! The desk: who gets in, who may do what, who may be photographed.

mod access;
mod attention;
mod board;
mod entering;
mod images;
mod links;
mod roll;
mod sign_in;
mod staff;
mod taking_back;
