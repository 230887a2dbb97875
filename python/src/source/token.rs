//! The pieces that the lexer cuts the source into.

use super::span::Span;

/// One piece of the source.
#[derive(Clone, Copy, Debug)]
pub struct Token {
    /// What it is.
    pub kind: TokenKind,
    /// How many brackets are open in front of it (an opening bracket counts itself).
    pub level: u8,
    /// Offset of its first byte in the source.
    pub start: u32,
    /// Offset just behind its last byte.
    pub end: u32,
    /// Lines and columns of the same.
    pub span: Span,
}

macro_rules! token_kinds {
    (
        plain { $($(#[$plain_document:meta])* $plain:ident,)* }
        keywords { $($keyword:ident = $keyword_text:literal,)* }
        operators { $($operator:ident = $operator_text:literal,)* }
    ) => {
        /// The kinds of tokens.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[repr(u8)]
        pub enum TokenKind {
            $($(#[$plain_document])* $plain,)*
            $(#[doc = concat!("`", $keyword_text, "`")] $keyword,)*
            $(#[doc = concat!("`", $operator_text, "`")] $operator,)*
        }

        impl TokenKind {
            /// The keyword that `name` is, if it is one. Soft keywords are names.
            pub fn of_keyword(name: &[u8]) -> Option<TokenKind> {
                // Keywords have two to eight letters; this spares most names the comparisons.
                if !(2..=8).contains(&name.len()) {
                    return None;
                }
                $(if name == $keyword_text.as_bytes() { return Some(TokenKind::$keyword); })*
                None
            }

            /// How the token is written, for keywords and operators.
            pub fn text(self) -> &'static str {
                match self {
                    $(TokenKind::$keyword => $keyword_text,)*
                    $(TokenKind::$operator => $operator_text,)*
                    _ => "",
                }
            }
        }
    };
}

token_kinds! {
    plain {
        /// The end of the source.
        EndMarker,
        /// The end of a logical line.
        NewLine,
        /// The next line is indented further.
        Indent,
        /// The next line is indented less, once for each level.
        Dedent,
        /// An identifier.
        Name,
        /// A number.
        Number,
        /// A string or bytes literal with prefix and quotes.
        String,
        /// Prefix and opening quotes of an f-string.
        FormattedStart,
        /// Text in an f-string.
        FormattedMiddle,
        /// The closing quotes of an f-string.
        FormattedEnd,
        /// A character that starts nothing in Python: `$`, `?` or a backquote.
        Unknown,
    }
    keywords {
        False = "False", None = "None", True = "True", And = "and", As = "as", Assert = "assert", Async = "async",
        Await = "await", Break = "break", Class = "class", Continue = "continue", Def = "def", Del = "del",
        Elif = "elif", Else = "else", Except = "except", Finally = "finally", For = "for", From = "from",
        Global = "global", If = "if", Import = "import", In = "in", Is = "is", Lambda = "lambda",
        Nonlocal = "nonlocal", Not = "not", Or = "or", Pass = "pass", Raise = "raise", Return = "return",
        Try = "try", While = "while", With = "with", Yield = "yield",
    }
    operators {
        LeftParenthesis = "(", RightParenthesis = ")", LeftBracket = "[", RightBracket = "]", LeftBrace = "{",
        RightBrace = "}", Colon = ":", Comma = ",", Semicolon = ";", Plus = "+", Minus = "-", Star = "*", Slash = "/",
        VerticalBar = "|", Ampersand = "&", Less = "<", Greater = ">", Equal = "=", Dot = ".", Percent = "%",
        EqualEqual = "==", NotEqual = "!=", LessEqual = "<=", GreaterEqual = ">=", Tilde = "~", Circumflex = "^",
        LeftShift = "<<", RightShift = ">>", DoubleStar = "**", PlusEqual = "+=", MinusEqual = "-=", StarEqual = "*=",
        SlashEqual = "/=", PercentEqual = "%=", AmpersandEqual = "&=", VerticalBarEqual = "|=", CircumflexEqual = "^=",
        LeftShiftEqual = "<<=", RightShiftEqual = ">>=", DoubleStarEqual = "**=", DoubleSlash = "//",
        DoubleSlashEqual = "//=", At = "@", AtEqual = "@=", Arrow = "->", Ellipsis = "...", ColonEqual = ":=",
        Exclamation = "!", LessGreater = "<>",
    }
}

impl TokenKind {
    /// Whether an expression can start with such a token.
    pub fn starts_expression(self) -> bool {
        use TokenKind::*;
        matches!(
            self,
            Name | Number
                | String
                | FormattedStart
                | None
                | True
                | False
                | LeftParenthesis
                | LeftBracket
                | LeftBrace
                | Minus
                | Plus
                | Tilde
                | Not
                | Lambda
                | Await
                | Ellipsis
        )
    }
}
