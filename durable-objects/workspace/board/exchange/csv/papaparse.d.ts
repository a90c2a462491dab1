/** What is in use of Papa Parse here; its published types name all of @types/node, whose globals workerd lacks. */
declare module "papaparse" {
  export interface ParseError {
    type: string;
    code: string;
    message: string;
    row?: number;
  }

  export interface ParseResult<Row> {
    data: Row[];
    errors: ParseError[];
    meta: { delimiter: string; linebreak: string; truncated: boolean };
  }

  export interface ParseOptions {
    delimiter?: string;
    delimitersToGuess?: string[];
  }

  const Papa: {
    /** https://www.papaparse.com/docs#csv-to-json */
    parse<Row>(text: string, options: ParseOptions): ParseResult<Row>;
    /** https://www.papaparse.com/docs#json-to-csv */
    unparse(rows: readonly (readonly string[])[], options: { newline?: string }): string;
  };
  export default Papa;
}
