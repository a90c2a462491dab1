import { CircleHelp, Search } from "lucide-react";
import { lazy, Suspense, useEffect, useRef } from "react";
import { useObserved } from "../../../react/observed.ts";
import { Deferred, useLoaded } from "../../design/deferred.ts";
import { useLoadedAhead } from "../../offline/loading-ahead.ts";
import { listen } from "../shortcuts/listening.ts";
import { registry } from "../shortcuts/registry.ts";
import { sheet } from "../shortcuts/sheet-state.ts";
import { useCommand } from "../shortcuts/use-command.ts";
import { asking, openPalette } from "./asking.ts";
import { NOTHING_EARLY, PaletteOpening } from "./opening.tsx";

// Unlike by React's `lazy` it is there in the same moment, once it is loaded.
const palettes = new Deferred(() => import("./palette.tsx"));
const loadPalette = () => palettes.want();
const loadSheet = () => import("../shortcuts/shortcut-sheet.tsx");
const ShortcutSheet = lazy(async () => ({ default: (await loadSheet()).ShortcutSheet }));

/** Once in the app: lets its keys act, and shows the palette and the sheet of keys when they are wanted. */
export function Commanding() {
  const now = useObserved(asking);
  const keys = useObserved(sheet);
  const early = useRef(NOTHING_EARLY);
  const loaded = useLoaded(palettes, now.name === "closed" ? "never" : "now");
  useEffect(() => listen(registry), []);
  // Both are to open at once, and without a network.
  useLoadedAhead(loadPalette, loadSheet);
  useCommand({
    id: "general:palette",
    words: "Search and commands",
    group: "general",
    icon: Search,
    keys: "mod+k",
    offered: "keys",
    writing: "act",
    run: openPalette,
  });
  useCommand({
    id: "general:keys",
    words: "Keyboard shortcuts",
    keywords: ["help", "keys"],
    group: "general",
    icon: CircleHelp,
    keys: "?",
    run: () => sheet.set("open"),
  });
  return (
    <>
      {now.name === "closed" ? null : loaded ? (
        <loaded.Palette first={now} early={early} />
      ) : (
        <PaletteOpening early={early} from={now.from} />
      )}
      {keys === "open" ? (
        <Suspense>
          <ShortcutSheet onClose={() => sheet.set("closed")} />
        </Suspense>
      ) : null}
    </>
  );
}
