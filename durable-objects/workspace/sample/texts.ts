/** What a sample project has to read, as Markdown; the edge makes blocks of it. */

/** The page beside it. */
export const SAMPLE_PAGE = `Pages are for what is longer than a card: plans, notes, decisions. Everybody in the workspace can write here at the same time, and sees the others' carets.

## Try it here

- Type **/** in an empty line for headings, tables, lists and code
- Type **@** to mention a person, a task or a page
- Select some words to make them *stand out*

## What lives where

| Where | What for |
| --- | --- |
| A project's board | What is to be done, and how far it is |
| A task's description | All there is to know of that task |
| A page | What holds beyond one task |
| A channel | What is talked about; a task and a page have a discussion of their own |

- [x] Read this page
- [ ] Write a line of your own below
- [ ] Delete the page when you do not need it any more

> Every edit is kept. Open the page's history to see who changed what, and to bring a moment back.
`;

/** The description of the task that is to be opened. */
export const SAMPLE_DESCRIPTION = `This is the task's **description**. Write in it: it is saved as you type, and whoever else has the task open sees it at once.

Around it is everything else there is to know: who does it, until when, how urgent it is, what it waits for. Below is what happened to it, in words.

Press **Esc** to go back to the board.
`;
