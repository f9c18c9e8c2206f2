import { Books } from './books';
import { openCluster, type Cluster } from './cluster';
import { ordersSuite } from './orders';
import { pacesSuite } from './paces';
import { tokensSuite } from './tokens';

const WORKERS = 3;
/** Debian's packages may have to be installed before. */
const START_MS = 15 * 60_000;

/** One n8n for all of it: starting its five processes takes a minute. Who kills processes comes last. */
describe('n8n in queue mode', () => {
	let cluster: Cluster;
	let books: Books;
	const open = () => ({ cluster, books });

	beforeAll(async () => {
		cluster = await openCluster(WORKERS);
		books = await Books.open(cluster.database);
	}, START_MS);
	afterAll(async () => await cluster?.close());

	describe('tokens', () => tokensSuite(open));
	describe('paces', () => pacesSuite(open));
	describe('orders', () => ordersSuite(open));
});
