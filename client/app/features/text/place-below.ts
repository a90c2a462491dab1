/** Between what is pointed at and what floats beside it, in px. */
const GAP = 6;

/**
 * Puts `element` below `at` (in the window's coordinates) within `container`, or above it where the window ends too soon;
 * never over it. It goes with the text when that scrolls.
 */
export function placeBelow(element: HTMLElement, at: DOMRect, container: HTMLElement): void {
  const frame = container.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = element;
  // A phone's keyboard covers what is below the visible part of the window.
  const end = window.visualViewport ? window.visualViewport.offsetTop + window.visualViewport.height : innerHeight;
  const above = at.bottom + GAP + height > end && at.top - GAP - height > 0;
  const top = above ? at.top - GAP - height : at.bottom + GAP;
  const left = Math.max(0, Math.min(at.left - frame.left, frame.width - width));
  element.style.left = `${left}px`;
  element.style.top = `${top - frame.top}px`;
}
