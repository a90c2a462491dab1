/** As much of Node's as is used; the runtime has it. */
declare module "node:dns/promises" {
  export function resolve4(name: string): Promise<string[]>;
  export function resolve6(name: string): Promise<string[]>;
}
