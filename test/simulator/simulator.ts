import { authRoutes } from './consent';
import { SELLER } from './catalogue';
import { Clock } from './clock';
import { createWorld, emptyState, routesOf } from './areas';
import type { CommandKind } from './commands';
import { controlRoutes } from './control';
import { type ErrorEntry, refusal } from './errors';
import { type Exchange, ExchangeLog, type RequestCounts } from './exchanges';
import { Faults } from './faults';
import { admit, parse } from './gate';
import { Ids } from './ids';
import * as lifecycle from './lifecycle';
import type { SeedOptions } from './lifecycle';
import { Limits } from './limits';
import type { CheckoutForm, DeliveryAddress, EventType, TrackingStatus } from './model';
import { type App, fullScope, OAuth, SCOPES, type Tokens } from './oauth';
import type { OrderRecord } from './order-store';
import type { OrderOptions } from './purchase';
import { type Call, HOSTS, type Host, type Route } from './router';
import { Server, type Site } from './server';
import { defaultSettings, type Settings, type State, type World } from './state';
import { addTracking, addWaybill } from './tracking';

const APP: App = {
	name: 'Pomelo Sync',
	clientId: '5f1e0c0ffee04d0b9f00d00000000001',
	clientSecret: 'fictional-secret-of-the-simulated-application',
	scopes: SCOPES,
	redirectUris: [/^http:\/\/(localhost|127\.0\.0\.1)(:\d+)?\/rest\/oauth2-credential\/callback$/],
};

export interface SimulatorOptions {
	/** Port of each host; 0 or none: any free one. */
	ports?: Partial<Record<Host, number>>;
	/** The registered application, where it should differ from the default one. */
	app?: Partial<App>;
	settings?: Partial<Settings>;
	/** False saves time and memory in benchmarks: no exchanges are kept. */
	recording?: boolean;
	/**
	 * Whether operations that are not simulated answer too, with what Allegro's OpenAPI document allows
	 * (which must be here). Default: false, and they do not exist.
	 */
	generate?: boolean;
}

/**
 * A local Allegro. Its methods and those of the stores in its `state` are everything that tests may do
 * to it, the same in-process and (as `control.ts` lists them) over HTTP.
 */
export class Simulator {
	readonly clock = new Clock();
	readonly faults = new Faults();
	readonly oauth: OAuth;
	readonly limits: Limits;
	readonly urls = {} as Record<Host, string>;
	/** Every endpoint of the API and upload hosts. */
	readonly routes: Route[];

	private readonly world: World;
	private readonly log = new ExchangeLog();
	private readonly server = new Server();

	private constructor(
		private readonly options: SimulatorOptions,
		generated: Route[],
	) {
		this.oauth = new OAuth({ ...APP, ...options.app }, this.clock);
		const { clock, urls } = this;
		const settings = this.initialSettings();
		this.world = createWorld({ clock, urls, ids: new Ids(), seller: SELLER, settings });
		const own = routesOf(this.world);
		const known = new Set(own.map(({ key }) => key));
		this.routes = [...own, ...generated.filter(({ key }) => !known.has(key))];
		this.limits = new Limits(this.clock, this.routes);
		this.log.recording = options.recording ?? true;
	}

	/** @throws Error when a port is taken, or answers cannot be generated */
	static async start(options: SimulatorOptions = {}): Promise<Simulator> {
		// Reading the document takes a second, which few tests need to spend.
		const generated = options.generate ? (await import('./generate')).generatedRoutes() : [];
		const simulator = new Simulator(options, generated);
		try {
			for (const host of HOSTS) {
				const site = simulator.site(host);
				simulator.urls[host] = await simulator.server.listen(site, options.ports?.[host] ?? 0);
			}
		} catch (error) {
			await simulator.close();
			throw error;
		}
		simulator.oauth.issuer = simulator.authUrl;
		return simulator;
	}

	get apiUrl(): string {
		return this.urls.api;
	}

	get uploadUrl(): string {
		return this.urls.upload;
	}

	get authUrl(): string {
		return this.urls.auth;
	}

	get controlUrl(): string {
		return this.urls.control;
	}

	/** The registered application. */
	get app(): App {
		return this.oauth.app;
	}

	/** A User-Agent that passes. */
	get userAgent(): string {
		return `${this.app.name.replace(/ /g, '-')}/1.0.0 (+https://pomelo.example/sync)`;
	}

	get seller(): World['seller'] {
		return this.world.seller;
	}

	get state(): State {
		return this.world.state;
	}

	get settings(): Settings {
		return this.world.settings;
	}

	/** The latest requests with their answers, oldest first. */
	get exchanges(): readonly Exchange[] {
		return this.log.list;
	}

	get requests(): Readonly<RequestCounts> {
		return this.log.counts;
	}

	get recording(): boolean {
		return this.log.recording;
	}

	set recording(on: boolean) {
		this.log.recording = on;
	}

	clearExchanges(): void {
		this.log.clear();
	}

	/** Ends the simulator at once, whatever is in flight. */
	async close(): Promise<void> {
		await this.server.close();
	}

	/** An empty shop, no faults, nothing counted, Allegro's limits, real time. Tokens stay good. */
	reset(): void {
		this.world.state = emptyState(this.world);
		this.world.settings = this.initialSettings();
		this.clock.reset();
		this.faults.clear();
		this.limits.reset();
		this.log.clear();
		this.oauth.reset();
	}

	createOrder(options?: OrderOptions): CheckoutForm {
		return lifecycle.createOrder(this.world, options).form;
	}

	/** Many orders at once, spread over the last days. */
	seed(options: SeedOptions): void {
		lifecycle.seedOrders(this.world, options);
	}

	fillInOrder(id: string): CheckoutForm {
		return this.change(id, (record) => lifecycle.fillIn(this.world, record));
	}

	/** Pays an order that was bought or filled in. */
	payOrder(id: string): CheckoutForm {
		return this.change(id, (record) => lifecycle.pay(this.world, record));
	}

	cancelOrder(id: string, by: 'buyer' | 'allegro' = 'buyer'): CheckoutForm {
		return this.change(id, (record) => lifecycle.cancel(this.world, record, by));
	}

	/** The buyer corrects the delivery address. */
	modifyOrder(id: string, address?: Partial<DeliveryAddress>): CheckoutForm {
		return this.change(id, (record) => lifecycle.modify(this.world, record, address));
	}

	/** The buyer pays on top; the journal tells READY_FOR_PROCESSING once more. */
	surchargeOrder(id: string, amount?: string): CheckoutForm {
		return this.change(id, (record) => lifecycle.surcharge(this.world, record, amount));
	}

	/** One payment for several unpaid orders: they vanish, and a new one takes their place. */
	combineOrders(ids: string[]): CheckoutForm {
		return lifecycle.combine(
			this.world,
			ids.map((id) => this.record(id)),
		).form;
	}

	/**
	 * Puts an event into the journal, in whatever order and with whatever date. The order itself does
	 * not change. Returns the event's id.
	 */
	emitEvent(event: { type: EventType; orderId: string; occurredAt?: Date | string }): string {
		const { form } = this.record(event.orderId);
		const occurredAt = event.occurredAt ? new Date(event.occurredAt).getTime() : undefined;
		return `${this.state.events.insert(event.type, form, { occurredAt }).id}`;
	}

	/** Tells an event (default: the latest) again under a new id, as Allegro does now and then. */
	duplicateEvent(id?: string): string {
		const event = this.state.events.repeat(id === undefined ? undefined : Number(id));
		if (!event) throw missing(`event ${id ?? ''}`);
		return `${event.id}`;
	}

	/**
	 * Puts a tracking number on an order, as the carrier or the seller's other tools do. Returns the number.
	 *
	 * @param trackedAs the carrier under which it is tracked, if that is another one.
	 */
	sendParcel({
		orderId,
		carrierId = 'INPOST',
		waybill = `${620_000_000_000 + this.world.ids.next()}`,
		lineItems,
		trackedAs,
	}: {
		orderId: string;
		carrierId?: string;
		waybill?: string;
		lineItems?: Array<{ id: string }>;
		trackedAs?: string;
	}): string {
		const record = this.record(orderId);
		const items = lineItems ?? record.form.lineItems.map(({ id }) => ({ id }));
		if (trackedAs) this.state.trackedAs.set(waybill, trackedAs);
		addWaybill(this.world, record, { carrierId, waybill, lineItems: items });
		return waybill;
	}

	/** Adds a step to a parcel's history; with a date, one that is registered late. */
	trackParcel(
		waybill: string,
		code: TrackingStatus['code'],
		description?: string,
		occurredAt?: Date | string | number,
	): void {
		const date = occurredAt === undefined ? {} : { occurredAt: new Date(occurredAt).toISOString() };
		addTracking(this.world, waybill, { code, description, ...date });
	}

	/** Lets the next shipment, cancellation or pickup command end in ERROR. */
	failNextCommand(kind: CommandKind, errors: ErrorEntry[] = [CARRIER_ERROR]): void {
		this.state.commands.failNext(kind, errors);
	}

	/** Tokens without a browser. `user: false` gives an application token. */
	issueTokens(
		options: { scopes?: string[]; lifetimeSeconds?: number; user?: boolean } = {},
	): Tokens {
		const { scopes = this.app.scopes, lifetimeSeconds, user = true } = options;
		const userId = user ? this.seller.id : undefined;
		return this.oauth.open(userId, scopes.map(fullScope), lifetimeSeconds);
	}

	/** All access tokens expire; refresh tokens stay good. */
	expireTokens(): void {
		this.oauth.expireAccessTokens();
	}

	/** The user unlinks the application: no token works any more. */
	revoke(): void {
		this.oauth.revoke();
	}

	private site(host: Host): Site {
		const watch = { log: this.log, faults: this.faults };
		const { oauth, limits } = this;
		switch (host) {
			case 'auth':
				return { host, routes: authRoutes(oauth, this.seller), admit: known, watch };
			case 'control':
				return { host, routes: controlRoutes(this), admit: knownWithJson };
			default: {
				const routes = this.routes.filter(({ gate }) => (gate.host ?? 'api') === host);
				return {
					host,
					routes,
					admit: (call, route) => admit(call, route, { oauth, limits }),
					watch,
				};
			}
		}
	}

	private initialSettings(): Settings {
		return { ...defaultSettings(), ...this.options.settings };
	}

	private record(id: string): OrderRecord {
		const record = this.state.orders.get(id);
		if (!record) throw missing(`order ${id}`);
		return record;
	}

	private change(id: string, step: (record: OrderRecord) => void): CheckoutForm {
		const record = this.record(id);
		step(record);
		return record.form;
	}
}

const CARRIER_ERROR: ErrorEntry = {
	code: 'CARRIER_ERROR',
	message: 'The carrier refused the request',
	details: 'Ordered by a test',
};

const missing = (what: string) => refusal(404, 'NotFound', `The simulator has no ${what}`);

function known(_call: Call, route: Route | undefined): asserts route is Route {
	if (!route) throw missing('such page');
}

function knownWithJson(call: Call, route: Route | undefined): asserts route is Route {
	known(call, route);
	if (call.body.length > 0) call.data = parse(call.body);
}
