import "react";

declare module "react" {
  interface CSSProperties {
    /** The colour of whoever holds something. */
    "--holder"?: string;
    /** The colour a part of a board was given. */
    "--part"?: string;
  }
}
