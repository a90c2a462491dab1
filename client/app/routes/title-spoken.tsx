import { useEffect } from "react";
import { useAnnounce } from "../design/announcer.tsx";
import { plainTitle } from "../features/inbox/title-sign.ts";

/** Says which page one has come to: a page that takes another's place within the app is not told by itself. */
export function TitleSpoken() {
  const announce = useAnnounce();
  useEffect(() => {
    const element = document.querySelector("title");
    if (!element) return;
    let spoken = plainTitle(document.title);
    const observer = new MutationObserver(() => {
      // How much is unread is no part of what a page is called.
      const title = plainTitle(document.title);
      if (title !== spoken) announce(title);
      spoken = title;
    });
    observer.observe(element, { childList: true });
    return () => observer.disconnect();
  }, [announce]);
  return null;
}
