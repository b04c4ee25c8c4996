import { join, relative } from 'node:path';
import ts from 'typescript';

const root = join(__dirname, '../..');
const schemaFolder = join(root, 'environments/schema');

/** What the doc comment of a field says. */
export interface Comment {
  /** Paragraphs, the first one says what the field is; empty if nothing says it. */
  readonly text: string;

  /** The default in words, where it is no value: `the environment's name`. */
  readonly defaultText?: string;

  readonly links: readonly string[];

  /** File that the comment stands in, from the root of the repository. */
  readonly source: string;
}

/** A part of the shape of an environment, as the compiler sees it: zod keeps the comments of its fields, JSON Schema does not. */
export class CommentedType {
  constructor(
    private readonly checker: ts.TypeChecker,
    private readonly type: ts.Type,
  ) {}

  /**
   * A field of an object.
   *
   * @param constants values of the fields that tell which object of a union is meant
   */
  field(name: string, constants: Readonly<Record<string, unknown>> = {}): { comment: Comment; type: CommentedType } | undefined {
    const symbol = this.constituents
      .filter((type) => Object.entries(constants).every(([key, value]) => this.isLiteral(type.getProperty(key), value)))
      .map((type) => type.getProperty(name))
      .find((found) => found !== undefined);
    return symbol && { comment: this.commentOf(symbol), type: this.of(this.checker.getTypeOfSymbol(symbol)) };
  }

  /** What stands under names that the schema does not list; `prefix` chooses among several patterns of names. */
  entries(prefix = ''): CommentedType {
    const matches = ({ keyType }: ts.IndexInfo) =>
      keyType.flags & ts.TypeFlags.TemplateLiteral ? (keyType as ts.TemplateLiteralType).texts[0] === prefix : prefix === '';
    const info = this.constituents.flatMap((type) => this.checker.getIndexInfosOfType(type)).find(matches);
    return info ? this.of(info.type) : this;
  }

  /** What stands in a list. */
  get items(): CommentedType {
    const info = this.constituents
      .flatMap((type) => this.checker.getIndexInfosOfType(type))
      .find(({ keyType }) => keyType.flags & ts.TypeFlags.Number);
    return info ? this.of(info.type) : this;
  }

  private of(type: ts.Type): CommentedType {
    return new CommentedType(this.checker, this.checker.getNonNullableType(type));
  }

  private get constituents(): readonly ts.Type[] {
    return this.type.isUnion() ? this.type.types : [this.type];
  }

  private isLiteral(symbol: ts.Symbol | undefined, value: unknown): boolean {
    const type = symbol && this.checker.getTypeOfSymbol(symbol);
    return type === undefined || !type.isLiteral() || type.value === value;
  }

  private commentOf(symbol: ts.Symbol): Comment {
    const [declaration] = symbol.declarations ?? [];
    const source = declaration ? relative(root, declaration.getSourceFile().fileName) : '';
    const own = this.read(symbol, source);
    if (own.text !== '' || declaration === undefined) return own;
    const named = this.namedSchema(declaration);
    return named ? { ...this.read(named, source), links: own.links } : own;
  }

  private read(symbol: ts.Symbol, source: string): Comment {
    const tags = symbol.getJsDocTags(this.checker).map(({ name, text }) => ({ name, text: ts.displayPartsToString(text) }));
    return {
      text: ts.displayPartsToString(symbol.getDocumentationComment(this.checker)),
      defaultText: tags.find(({ name, text }) => name === 'default' && text.startsWith('- '))?.text.slice(2),
      // The compiler takes the scheme of an address for a name and puts a blank behind it.
      links: tags.filter(({ name }) => name === 'see').map(({ text }) => text.replace(/^(https?) ?:/, '$1:')),
      source,
    };
  }

  /** The schema that a field without a comment of its own is made of: `zooKeeper` in `zookeeper: zooKeeper.optional()`. */
  private namedSchema(declaration: ts.Declaration): ts.Symbol | undefined {
    if (!ts.isPropertyAssignment(declaration)) return undefined;
    let expression: ts.Expression = declaration.initializer;
    while (ts.isCallExpression(expression) && ts.isPropertyAccessExpression(expression.expression)) {
      expression = expression.expression.expression;
    }
    if (!ts.isIdentifier(expression)) return undefined;
    const symbol = this.checker.getSymbolAtLocation(expression);
    const target = symbol && symbol.flags & ts.SymbolFlags.Alias ? this.checker.getAliasedSymbol(symbol) : symbol;
    return target?.declarations?.every((found) => found.getSourceFile().fileName.startsWith(schemaFolder)) ? target : undefined;
  }

  /** The type of the named export, or type alias, of a file of the schema. */
  static load(exports: Readonly<Record<string, string>>): Record<string, CommentedType> {
    const config = ts.readConfigFile(join(root, 'tsconfig.json'), ts.sys.readFile).config as { compilerOptions: object };
    const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, root);
    const files = Object.values(exports).map((file) => join(schemaFolder, file));
    const program = ts.createProgram(files, { ...options, types: [] });
    const checker = program.getTypeChecker();
    return Object.fromEntries(
      Object.entries(exports).map(([name, file]) => {
        const module = checker.getSymbolAtLocation(program.getSourceFile(join(schemaFolder, file))!)!;
        const symbol = checker.getExportsOfModule(module).find((found) => found.name === name)!;
        const type = symbol.flags & ts.SymbolFlags.TypeAlias ? checker.getDeclaredTypeOfSymbol(symbol) : checker.getTypeOfSymbol(symbol);
        return [name, new CommentedType(checker, type)];
      }),
    );
  }
}
