import { useRouter } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { MentionChip } from "../text/mentions/mention-chip.tsx";
import { readAddress } from "./addresses.ts";

/** A link of a message: to the web in a tab of its own, within the app in place, a mention as what it names now. */
export function MessageLink({ url, words, children }: { url: string; words: string; children: ReactNode }) {
  const router = useRouter();
  const address = readAddress(url, location.origin);
  if (!address) return <>{children}</>;
  switch (address.kind) {
    case "mention": {
      const { kind, id } = address.mention;
      return <MentionChip kind={kind} id={id} label={kind === "user" ? words.replace(/^@/, "") : words} />;
    }
    case "here":
      return (
        <a
          href={address.href}
          onClick={(event) => {
            // Another tab or window, where one asks for it.
            if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
            event.preventDefault();
            void router.navigate({ href: address.href });
          }}
        >
          {children}
        </a>
      );
    case "web":
      return (
        <a href={address.href} target="_blank" rel="noopener noreferrer">
          {children}
        </a>
      );
  }
}
