/** A card as a hand carries it: its title, and how many are carried when it is not alone. */
export function pictureOf(title: string, count: number): HTMLElement {
  const picture = document.createElement("div");
  picture.className = "card-carried";
  picture.ariaHidden = "true";
  const words = document.createElement("span");
  words.textContent = title;
  words.dir = "auto";
  picture.append(words);
  if (count > 1) {
    const badge = document.createElement("strong");
    badge.textContent = String(count);
    picture.append(badge);
  }
  return picture;
}
