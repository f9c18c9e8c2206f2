import type { IWorkflowBase } from 'n8n-workflow';

const INTRO = `# Workflows to start from

Twenty workflows for n8n that sellers on Allegro use, each with notes on the canvas that say what to set up. Copy a file's
content and paste it onto an empty canvas, or choose _⋮ → Import from file_. n8n chooses your Allegro credential by itself.

The tests run each of them to its end, in n8n's engine and in a whole n8n, against a local Allegro, and look there at what
came of it. What needs an account of somebody else (Slack, Google Sheets, an AI) is stood in for.

The pictures are made by \`npm run gallery\`, this page by \`npm run docs\`.
`;

/**
 * The page docs/workflows.md: each example with its picture and what its notes say, in the order of the
 * index.
 *
 * @param index examples/README.md
 */
export function galleryPage(index: string, read: (file: string) => IWorkflowBase): string {
	const parts = [...index.matchAll(/^## (.+)$|^- \[.+?\]\((.+?\.json)\)/gm)].map(
		([, heading, file]) => (heading ? `## ${heading}\n` : section(file, read(file))),
	);
	return [INTRO, ...parts].join('\n');
}

function section(file: string, { nodes }: IWorkflowBase): string {
	const [main, ...notes] = nodes
		.filter(({ type }) => type.endsWith('.stickyNote'))
		.map(({ parameters }) => String(parameters.content));
	const [title, ...text] = paragraphs(main);
	const picture = file.replace(/json$/, 'png');
	const asides = notes.map((note) => {
		const [heading, ...rest] = paragraphs(note);
		return `- **${heading}${/\w$/.test(heading) ? '.' : ''}** ${rest.join(' ')}`;
	});
	return [
		`### ${title}`,
		...text.map((paragraph) => paragraph.replace(/\n(?=\*\*)/g, '\n\n')),
		`[![${title}, on n8n's canvas](images/${picture})](images/${picture})`,
		asides.join('\n'),
		`[${file}](../examples/${file})\n`,
	].join('\n\n');
}

/** The paragraphs of a note, without the signs of its headings. */
const paragraphs = (note: string): string[] =>
	note.split('\n\n').map((paragraph) => paragraph.replace(/^#+ /, ''));
