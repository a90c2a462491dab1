/**
 * How this browser shows the app. `public/appearance.js` puts the same choices onto the page before anything is painted:
 * it reads what is remembered here, so the names and values are its names and values, too.
 */
import { z } from "zod";
import { remembered } from "../../../remembered/remembered.ts";

export const Theme = z.enum(["system", "light", "dark"]);
export type Theme = z.infer<typeof Theme>;
export const Density = z.enum(["comfortable", "compact"]);
export type Density = z.infer<typeof Density>;
export const Motion = z.enum(["system", "reduced"]);
export type Motion = z.infer<typeof Motion>;

export const theme = remembered<Theme>("theme", Theme, "system");
export const density = remembered<Density>("density", Density, "comfortable");
export const motion = remembered<Motion>("motion", Motion, "system");

/** Shows each choice at once when it is made, in whichever tab. */
export function followAppearance(): void {
  for (const [name, choice] of Object.entries({ theme, density, motion })) {
    const show = () => {
      document.documentElement.dataset[name] = choice.value;
    };
    show();
    choice.subscribe(show);
  }
}
