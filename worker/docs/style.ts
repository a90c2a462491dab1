/** The style sheet of the API's page. */
export const DOCS_STYLE = `
:root { color-scheme: light dark; --line: #8884; --soft: #8881; }
* { box-sizing: border-box; }
body { margin: 0; font: 15px/1.5 system-ui, sans-serif; overflow-wrap: anywhere; display: grid; grid-template-columns: 14rem minmax(0, 1fr); }
nav { position: sticky; top: 0; height: 100vh; overflow: auto; padding: 1.5rem; border-right: 1px solid var(--line); }
nav ul { list-style: none; padding: 0; }
main { padding: 1.5rem 2rem 6rem; max-width: 60rem; }
h2 { margin-top: 2.5rem; }
details { border: 1px solid var(--line); border-radius: 6px; margin: .5rem 0; padding: .5rem .75rem; }
summary { cursor: pointer; }
summary b { display: inline-block; min-width: 4.5rem; }
summary span { opacity: .75; margin-left: .5rem; }
.get { color: #18794e; } .post { color: #0b68cb; } .put, .patch { color: #ad5700; } .delete { color: #cd2b31; }
pre { background: var(--soft); border-radius: 6px; padding: .75rem; overflow: auto; white-space: pre-wrap; }
table { border-collapse: collapse; width: 100%; }
td { border-top: 1px solid var(--line); padding: .3rem .5rem; vertical-align: top; }
@media (max-width: 50rem) { body { display: block; } nav { position: static; height: auto; border: 0; } }
`;
