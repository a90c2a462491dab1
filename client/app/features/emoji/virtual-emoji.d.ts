declare module "virtual:emoji" {
  /** What `scripts/app-emoji.ts` makes. */
  const data: unknown;
  export default data;
}
