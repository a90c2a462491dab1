/**
 * The baseline: the same cards as the board's, in columns that scroll, every one of them drawn, without any script but
 * the one that lets a card be dragged. It is what a board costs the browser before an app adds to it or saves of it.
 */
export function plainPage(columns: readonly (readonly string[])[]): string {
  const lanes = columns.map((titles, at) => {
    const cards = titles.map(
      (title, number) => `
        <li class="card" draggable="true"><p class="key">BEN-${number}</p><a href="#${at}-${number}">${title}</a>
        <p class="facts"><span>Medium</span><span class="estimate">3</span></p></li>`,
    );
    return `<section class="column"><h2>Column ${at} <span>${titles.length}</span></h2><ul>${cards.join("")}</ul></section>`;
  });
  return `<!doctype html><html lang="en"><head><title>Plain</title><style>${STYLE}</style></head>
    <body><main class="board">${lanes.join("")}</main></body></html>`;
}

const STYLE = `
  * { box-sizing: border-box; margin: 0 }
  body { font: 14px/1.5 system-ui, sans-serif; color: #1a1f1d }
  .board { display: flex; gap: 12px; height: 100vh; padding: 16px; overflow-x: auto }
  .column { display: flex; flex-direction: column; flex: none; width: 288px; border-radius: 12px; background: #f4f6f5 }
  .column h2 { padding: 12px; font-size: 14px }
  .column ul { flex: 1; min-height: 0; padding: 0 8px 8px; overflow-y: auto; list-style: none }
  .card { margin-bottom: 8px; padding: 10px 12px; border: 1px solid #e2e7e5; border-radius: 8px; background: #fff;
    box-shadow: 0 1px 2px rgb(20 30 26 / 0.08) }
  .card a { color: inherit; text-decoration: none }
  .key, .facts { color: #5b6662; font-size: 13px }
  .facts { display: flex; gap: 8px }
  .estimate { padding: 0 4px; border: 1px solid #e2e7e5; border-radius: 4px }
`;
