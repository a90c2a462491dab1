/** What is in use of Node's crypto; all of @types/node would promise globals that workerd lacks. */
declare module "node:crypto" {
  export function createHash(algorithm: "sha256"): Hash;

  export interface Hash {
    update(text: string): Hash;
    digest(encoding: "hex"): string;
  }

  export function scrypt(
    password: string,
    salt: Uint8Array,
    keyLength: number,
    options: { N: number; r: number; p: number; maxmem: number },
    callback: (error: Error | null, key: Uint8Array) => void,
  ): void;
}
