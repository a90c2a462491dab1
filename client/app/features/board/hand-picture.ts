import { setCustomNativeDragPreview } from "@atlaskit/pragmatic-drag-and-drop/element/set-custom-native-drag-preview";

type NativeSetDragImage = Parameters<typeof setCustomNativeDragPreview>[0]["nativeSetDragImage"];

interface Hand {
  title: string;
  count: number;
  nativeSetDragImage: NativeSetDragImage;
}

/** What a pointer carries that holds several cards: the one it took, and how many there are. */
export function handPicture({ title, count, nativeSetDragImage }: Hand): void {
  setCustomNativeDragPreview({
    nativeSetDragImage,
    render: ({ container }) => container.append(pictureOf(title, count)),
  });
}

/** A card as it is carried: its title, and how many are carried when it is not alone. */
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
