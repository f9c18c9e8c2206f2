import type { TlsOptions } from 'node:tls';

import type { NodeRun } from '../engine';
import { expectClear } from '../fuzz/outcome';
import { type Acts, actsOn } from './acts';
import { selfSigned, trust } from './certificates';
import { answer, openWire, type Wire } from './server';

// Waits are cut short: what is tested is what comes after them.
jest.mock('n8n-workflow', () => {
	const real = jest.requireActual<typeof import('n8n-workflow')>('n8n-workflow');
	const sleep = async (ms: number, signal?: AbortSignal) => await real.sleep(ms / 100, signal);
	return { ...real, sleep };
});

/** Hosts that cannot be reached, or not safely: nothing is sent to them, and the error says so. */
let wire: Wire | undefined;
let attempts = 0;

afterEach(async () => {
	jest.restoreAllMocks();
	await wire?.close();
	wire = undefined;
	attempts = 0;
});

async function open(tls?: TlsOptions, host = 'localhost'): Promise<string> {
	wire = await openWire((socket) => socket.write(answer('{"checkoutForms":[]}')), {
		tls,
		onConnection: () => attempts++,
	});
	return `https://${host}:${wire.port}`;
}

const UNREACHED = 'Allegro could not be reached';
const INSECURE = 'The connection to Allegro is not secure';

interface Case {
	/** Opens a host, or none, and gives its address. */
	at: () => Promise<string>;
	title: string;
	words: string;
	/** Whether attempts can be counted. */
	counts: boolean;
}

const CASES: Record<string, Case> = {
	'whose name nobody knows': {
		at: async () => 'https://api.allegro.invalid',
		title: UNREACHED,
		words: 'The name of the host is not known (E',
		counts: false,
	},
	'where nothing listens': {
		at: async () => {
			const url = await open();
			await wire?.close();
			wire = undefined;
			return url;
		},
		title: UNREACHED,
		words: 'Nothing answers at the address (ECONNREFUSED)',
		counts: false,
	},
	'whose certificate nobody vouches for': {
		at: async () => await open(selfSigned({ host: 'localhost' })),
		title: INSECURE,
		words: 'The certificate of the host is not trusted (DEPTH_ZERO_SELF_SIGNED_CERT)',
		counts: true,
	},
	'whose certificate has expired': {
		at: async () => {
			const old = selfSigned({ host: 'localhost', from: -3, to: -1 });
			trust(old);
			return await open(old);
		},
		title: INSECURE,
		words: 'is not valid at present (CERT_HAS_EXPIRED)',
		counts: true,
	},
	'whose certificate begins tomorrow': {
		at: async () => {
			const early = selfSigned({ host: 'localhost', from: 1, to: 3 });
			trust(early);
			return await open(early);
		},
		title: INSECURE,
		words: 'is not valid at present (CERT_NOT_YET_VALID)',
		counts: true,
	},
	'whose certificate is that of another': {
		at: async () => {
			const other = selfSigned({ host: 'elsewhere.example' });
			trust(other);
			return await open(other);
		},
		title: INSECURE,
		words: 'is that of another host (ERR_TLS_CERT_ALTNAME_INVALID)',
		counts: true,
	},
	'that speaks no TLS': {
		at: async () => await open(),
		title: INSECURE,
		words: 'does not speak TLS as it should',
		counts: true,
	},
};

function expectTold(run: NodeRun, { title, words }: Case): void {
	const error = run.error!;
	expectClear(error, title);
	expect(error.message.startsWith(title)).toBe(true);
	const told = `${error.message} ${String(error.description)}`;
	expect(told).toContain(words);
	expect(told).toContain('Check the');
	expect(told).toContain('Nothing was sent to Allegro');
	expect(told).not.toContain('may be done');
}

describe.each(Object.entries(CASES))('a host %s', (_, each) => {
	let acts: Acts;
	let trusted: string;
	beforeEach(async () => {
		trusted = await each.at();
		acts = await actsOn(trusted);
	});

	test.each(['list', 'search', 'poll', 'download', 'put', 'delete'] as const)(
		'%s: is tried again, then told',
		async (act) => {
			expectTold(await (acts[act] as () => Promise<NodeRun>)(), each);
			expect(wire?.requests ?? []).toEqual([]);
			if (each.counts) expect(attempts).toBe(4);
		},
	);

	test.each(['post', 'patch', 'upload'] as const)('%s: is told at once', async (act) => {
		expectTold(await acts[act](), each);
		expect(wire?.requests ?? []).toEqual([]);
		if (each.counts) expect(attempts).toBe(1);
	});

	test('a trigger keeps its position', async () => {
		const state = { cursor: '7', readAt: Date.now(), seen: '' };
		const before = JSON.stringify(state);
		expectTold(await acts.poll(state), each);
		expect(JSON.stringify(state)).toBe(before);
	});
});

test('a certificate that is trusted does what the others do not', async () => {
	const good = selfSigned({ host: 'localhost' });
	trust(good);
	const acts = await actsOn(await open(good));
	expect((await acts.list()).error).toBeUndefined();
	expect(wire?.requests).toHaveLength(1);
});
