//! The desk: who gets in, who may do what, who may be photographed.

mod access;
mod attention;
mod board;
mod childs_word;
mod ending;
mod entering;
mod images;
mod late;
mod links;
mod roll;
mod sign_in;
mod staff;
mod taking_back;
