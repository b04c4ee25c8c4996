/** A piece of T-SQL. */
export interface Lexeme {
  /**
   * What it is: `name` stands in brackets or quotation marks, `word` is a keyword, a name without them, a variable or a number, `mark` is any
   * other letter, and `go` ends a batch.
   */
  readonly kind: 'space' | 'comment' | 'string' | 'name' | 'word' | 'mark' | 'go';

  readonly text: string;

  /** Line that it begins in; the first is 1. */
  readonly line: number;

  /** Whether the end of the text came before its own. */
  readonly open: boolean;
}

const word = /[\p{L}\p{N}_@#$]+/uy;
const space = /\s+/uy;
const separator = /[ \t]*GO(?:[ \t]+\d+)?[ \t]*(?:--[^\n]*)?(?=\r?\n|$)/iy;

/** The pieces of `text`, whose texts one after the other are `text` again. */
export function lexemesOf(text: string): Lexeme[] {
  const lexemes: Lexeme[] = [];
  let at = 0;
  let line = 1;
  while (at < text.length) {
    const piece = lexemeAt(text, at);
    lexemes.push({ open: false, ...piece, line });
    at += piece.text.length;
    line += piece.text.split('\n').length - 1;
  }
  return lexemes;
}

type Piece = Pick<Lexeme, 'kind' | 'text'> & Partial<Pick<Lexeme, 'open'>>;

function lexemeAt(text: string, at: number): Piece {
  const go = at === 0 || text[at - 1] === '\n' ? matchAt(separator, text, at) : undefined;
  if (go) return { kind: 'go', text: go };
  const blank = matchAt(space, text, at);
  // A line begins before the spaces that it begins with.
  if (blank) return { kind: 'space', text: blank.includes('\n') ? blank.slice(0, blank.lastIndexOf('\n') + 1) : blank };
  if (text.startsWith('--', at)) return { kind: 'comment', text: text.slice(at, endOf(text.indexOf('\n', at), text)) };
  if (text.startsWith('/*', at)) return comment(text, at);
  if (text[at] === "'" || /^[Nn]'/.test(text.slice(at, at + 2))) {
    return enclosed('string', "'", text, at, text.indexOf("'", at) + 1);
  }
  if (text[at] === '[') return enclosed('name', ']', text, at, at + 1);
  if (text[at] === '"') return enclosed('name', '"', text, at, at + 1);
  const found = matchAt(word, text, at);
  return found ? { kind: 'word', text: found } : { kind: 'mark', text: text[at]! };
}

function matchAt(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}

function endOf(index: number, text: string): number {
  return index < 0 ? text.length : index;
}

/** Up to the next `end` that is not doubled. */
function enclosed(kind: 'string' | 'name', end: string, text: string, start: number, first: number): Piece {
  let at = first;
  for (;;) {
    at = text.indexOf(end, at);
    if (at < 0) return { kind, text: text.slice(start), open: true };
    if (text[at + 1] !== end) return { kind, text: text.slice(start, at + 1) };
    at += 2;
  }
}

/** Comments of T-SQL can stand in each other. */
function comment(text: string, start: number): Piece {
  let depth = 0;
  for (let at = start; at < text.length; at++) {
    if (text.startsWith('/*', at)) {
      depth++;
      at++;
    } else if (text.startsWith('*/', at)) {
      depth--;
      at++;
      if (depth === 0) return { kind: 'comment', text: text.slice(start, at + 1) };
    }
  }
  return { kind: 'comment', text: text.slice(start), open: true };
}

/** What a string or a name says. */
export function valueOf({ kind, text }: Lexeme): string {
  if (kind === 'string') return text.slice(text.indexOf("'") + 1, -1).replaceAll("''", "'");
  if (kind !== 'name') return text;
  return text.startsWith('[') ? text.slice(1, -1).replaceAll(']]', ']') : text.slice(1, -1).replaceAll('""', '"');
}
