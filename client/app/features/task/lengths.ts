/** How long texts of a task may be, in UTF-16 units: what the board takes. A text that is longer cannot be typed. */
export const TITLE_LENGTH = 255;
export const CHECK_ITEM_LENGTH = 500;
export const FIELD_TEXT_LENGTH = 2_000;
