//! `dalil explain`: the results page as text.
