import { File, FileText, Image, type LucideIcon } from "lucide-react";
import type { FileType } from "../../../../durable-objects/conversation/protocol.ts";

/** The drawing that stands for a kind of file. */
export function iconOf(type: FileType): LucideIcon {
  if (isPicture(type)) return Image;
  return type === "text/plain" ? FileText : File;
}

/** Whether a browser can show it as a picture. */
export function isPicture(type: FileType): boolean {
  return type.startsWith("image/");
}

/** What a kind of file is called. */
export function kindInWords(type: FileType): string {
  switch (type) {
    case "application/pdf":
      return "PDF";
    case "text/plain":
      return "Text";
    case "image/jpeg":
      return "JPEG picture";
    case "image/png":
      return "PNG picture";
    case "image/gif":
      return "GIF picture";
    case "image/webp":
      return "WebP picture";
  }
}
