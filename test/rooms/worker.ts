/** What the workerd tests run: the product's own worker, and a probe room that proves kernel rules in isolation. */
export * from "../../worker/index.ts";
export { default } from "../../worker/index.ts";
export { ProbeRoom } from "./probe-room.ts";
