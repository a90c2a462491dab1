import { useEffect } from "react";
import { useAnnounce } from "../design/announcer.tsx";

/** Says which page one has come to: a page that takes another's place within the app is not told by itself. */
export function TitleSpoken() {
  const announce = useAnnounce();
  useEffect(() => {
    const title = document.querySelector("title");
    if (!title) return;
    let spoken = document.title;
    const observer = new MutationObserver(() => {
      if (document.title !== spoken) announce(document.title);
      spoken = document.title;
    });
    observer.observe(title, { childList: true });
    return () => observer.disconnect();
  }, [announce]);
  return null;
}
