import { type Lexeme, lexemesOf, valueOf } from './lexemes';

/** A lexeme that says something, and its place among all of them. */
export interface Token extends Lexeme {
  readonly index: number;
}

/** A name, part by part, and the token after it. */
export interface Name {
  readonly parts: readonly string[];
  readonly end: number;
}

/** A text as tokens, which can be asked what stands where. */
export class Statements {
  readonly lexemes: readonly Lexeme[];
  readonly tokens: readonly Token[];

  constructor(text: string) {
    this.lexemes = lexemesOf(text);
    this.tokens = this.lexemes.map((lexeme, index) => ({ ...lexeme, index })).filter(({ kind }) => kind !== 'space' && kind !== 'comment');
  }

  /** Whether these keywords stand from `at` on. */
  has(at: number, ...words: readonly string[]): boolean {
    return words.every((word, offset) => {
      const token = this.tokens[at + offset];
      return token !== undefined && token.kind !== 'string' && token.kind !== 'name' && token.text.toUpperCase() === word;
    });
  }

  /** Token after the bracket that closes the one at `at`, if both are in one batch. */
  afterBrackets(at: number): number | undefined {
    let depth = 0;
    for (let end = at; end < this.tokens.length && this.tokens[end]!.kind !== 'go'; end++) {
      if (this.has(end, '(')) depth++;
      if (this.has(end, ')')) depth--;
      if (depth === 0) return end + 1;
    }
    return undefined;
  }

  /** The name that stands at `at`. */
  nameAt(at: number): Name | undefined {
    const parts: string[] = [];
    let end = at;
    for (;;) {
      const token = this.tokens[end];
      if (token?.kind !== 'name' && token?.kind !== 'word') return undefined;
      parts.push(valueOf(token));
      end++;
      if (!this.has(end, '.')) return { parts, end };
      end++;
    }
  }

  /** What stands in the brackets at `at`, between its commas. */
  listAt(at: number): readonly (readonly Token[])[] {
    const end = this.afterBrackets(at)! - 1;
    const list: Token[][] = [[]];
    let depth = 0;
    for (let index = at + 1; index < end; index++) {
      if (this.has(index, '(')) depth++;
      if (this.has(index, ')')) depth--;
      if (depth === 0 && this.has(index, ',')) list.push([]);
      else list.at(-1)!.push(this.tokens[index]!);
    }
    return list;
  }

  /** `NAME = value` in the brackets at `at`, names in capitals. */
  optionsAt(at: number): Readonly<Record<string, Token>> {
    return Object.fromEntries(
      this.listAt(at).flatMap(([name, equals, value]) =>
        name !== undefined && equals?.text === '=' && value !== undefined ? [[name.text.toUpperCase(), value]] : [],
      ),
    );
  }
}
