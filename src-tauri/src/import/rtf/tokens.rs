//! The words of an RTF file: groups, control words, bytes. Never fails: what is no control word
//! is text.

/// A token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// `{`
    Open,
    /// `}`
    Close,
    /// `\word12`
    Word(&'a str, Option<i32>),
    /// `\~` and the like
    Symbol(u8),
    /// `\'e9`
    Hex(u8),
    /// Bytes of text, without line ends.
    Text(&'a [u8]),
    /// What follows `\binN`.
    Binary(&'a [u8]),
}

/// The tokens of a file.
pub(super) struct Tokens<'a> {
    pub rest: &'a [u8],
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        loop {
            let (first, after) = self.rest.split_first()?;
            match first {
                b'{' => {
                    self.rest = after;
                    return Some(Token::Open);
                }
                b'}' => {
                    self.rest = after;
                    return Some(Token::Close);
                }
                b'\r' | b'\n' | 0 => self.rest = after,
                b'\\' => return self.control(after),
                _ => {
                    let end =
                        self.rest.iter().position(|b| matches!(b, b'{' | b'}' | b'\\' | b'\r' | b'\n' | 0));
                    let (text, rest) = self.rest.split_at(end.unwrap_or(self.rest.len()));
                    self.rest = rest;
                    return Some(Token::Text(text));
                }
            }
        }
    }
}

impl<'a> Tokens<'a> {
    fn control(&mut self, after: &'a [u8]) -> Option<Token<'a>> {
        let Some(first) = after.first() else {
            self.rest = after;
            return None;
        };
        if *first == b'\'' {
            let digits = after.get(1..3).and_then(|d| std::str::from_utf8(d).ok());
            self.rest = after.get(3..).unwrap_or_default();
            return Some(Token::Hex(digits.and_then(|d| u8::from_str_radix(d, 16).ok()).unwrap_or(b'?')));
        }
        if !first.is_ascii_alphabetic() {
            self.rest = &after[1..];
            return Some(if matches!(first, b'\r' | b'\n') {
                Token::Word("par", None)
            } else {
                Token::Symbol(*first)
            });
        }
        let letters = after.iter().take(32).take_while(|b| b.is_ascii_alphabetic()).count();
        let (word, mut rest) = after.split_at(letters);
        let digits = rest
            .iter()
            .enumerate()
            .take(11)
            .take_while(|(i, b)| b.is_ascii_digit() || (*i == 0 && **b == b'-'));
        let digits = digits.count();
        let number = std::str::from_utf8(&rest[..digits]).ok().and_then(|n| n.parse::<i64>().ok());
        let number = number.map(|n| n.clamp(i32::MIN.into(), i32::MAX.into()) as i32);
        rest = &rest[digits..];
        if rest.first() == Some(&b' ') {
            rest = &rest[1..];
        }
        self.rest = rest;
        let word = std::str::from_utf8(word).unwrap_or_default();
        if word == "bin" {
            let length = usize::try_from(number.unwrap_or(0)).unwrap_or(0).min(rest.len());
            let (bytes, rest) = rest.split_at(length);
            self.rest = rest;
            return Some(Token::Binary(bytes));
        }
        Some(Token::Word(word, number))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_numbers_signs_and_bytes_are_told_apart() {
        let rtf = b"{\\b0 a\r\nb\\u-10179?\\'e9\\~\\bin3 x}y}";
        let tokens: Vec<_> = Tokens { rest: rtf }.collect();
        assert_eq!(
            tokens,
            [
                Token::Open,
                Token::Word("b", Some(0)),
                Token::Text(b"a"),
                Token::Text(b"b"),
                Token::Word("u", Some(-10179)),
                Token::Text(b"?"),
                Token::Hex(0xe9),
                Token::Symbol(b'~'),
                Token::Binary(b"x}y"),
                Token::Close,
            ]
        );
    }
}
