import { signedTitle } from "./title-sign.ts";

const ICON = "/icon.svg";
const UNREAD_ICON = "/icon-unread.svg";

/** Shows in the tab of this page how many are unread, whatever pages call themselves; answers how to stop. */
export function showInTab(unread: number): () => void {
  const title = document.querySelector("title");
  const sign = () => {
    const signed = signedTitle(document.title, unread);
    if (document.title !== signed) document.title = signed;
  };
  sign();
  document.querySelector("link[rel=icon]")?.setAttribute("href", unread === 0 ? ICON : UNREAD_ICON);
  const observer = new MutationObserver(sign);
  if (title) observer.observe(title, { childList: true });
  return () => observer.disconnect();
}
