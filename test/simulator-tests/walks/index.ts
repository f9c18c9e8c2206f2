import type { Simulator } from '../../simulator';
import type { Send } from '../client';
import { stumbleOverAfterSales, walkAfterSales } from './aftersales';
import { stumbleOverCampaigns, walkCampaigns } from './campaigns';
import { stumbleOverEvents, walkEvents } from './events';
import { stumbleOverMessages, walkMessages, walkProblems } from './messages';
import { stumbleOverMoney, walkMoney } from './money';
import { stumbleOverOffers, walkOffers } from './offers';
import { stumbleOverOrders, walkOrders } from './orders';
import { stumbleOverParcels, walkParcels } from './parcels';
import { stumbleOverPicks, walkPicks } from './picks';
import { stumbleOverSettings, walkSettings } from './settings';

type Walk = (simulator: Simulator, send: Send) => Promise<void>;

/** Requests for every endpoint of each area that can be answered. */
export const WALKS: Walk[] = [
	walkOrders,
	walkParcels,
	walkEvents,
	walkMessages,
	walkProblems,
	walkAfterSales,
	walkMoney,
	walkOffers,
	walkSettings,
	walkCampaigns,
	walkPicks,
];

/** Requests that are refused. */
export const STUMBLES: Walk[] = [
	stumbleOverOrders,
	stumbleOverParcels,
	stumbleOverEvents,
	stumbleOverMessages,
	stumbleOverAfterSales,
	stumbleOverMoney,
	stumbleOverOffers,
	stumbleOverSettings,
	stumbleOverCampaigns,
	stumbleOverPicks,
];
