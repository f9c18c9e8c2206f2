/** One entry of Allegro's `errors[]`. */
export interface ErrorEntry {
	code: string;
	message: string;
	details?: string;
	path?: string;
	/** What the user reads, where it is not one of the usual phrases. */
	userMessage?: string;
	metadata?: Record<string, string>;
}

/** A refusal in Allegro's usual shape: `{"errors": [...]}`. */
export class ApiError extends Error {
	constructor(
		readonly status: number,
		readonly errors: ErrorEntry[],
		readonly headers: Record<string, string> = {},
	) {
		super(errors.map(({ code, message }) => `${code}: ${message}`).join('; '));
	}

	/** The body as sent; only `userMessage` depends on the caller's Accept-Language. */
	body(language = ''): unknown {
		const polish = language.startsWith('pl');
		return {
			errors: this.errors.map(({ code, message, details, path, userMessage: said, metadata }) => ({
				code,
				message,
				details: details ?? null,
				path: path ?? null,
				userMessage: said ?? userMessage(code, polish),
				...(metadata ? { metadata } : {}),
			})),
		};
	}
}

/** A refusal in OAuth's shape, which Allegro uses for tokens: `{"error", "error_description"}`. */
export class OAuthError extends Error {
	constructor(
		readonly status: number,
		readonly error: string,
		readonly description: string,
	) {
		super(`${error}: ${description}`);
	}

	body(): unknown {
		return { error: this.error, error_description: this.description };
	}
}

/** A refusal with a single entry. */
export function refusal(
	status: number,
	code: string,
	message: string,
	more: Omit<ErrorEntry, 'code' | 'message'> = {},
): ApiError {
	return new ApiError(status, [{ code, message, ...more }]);
}

const GENERAL = {
	en: 'The request contains incorrect data. Contact the author of the application.',
	pl: 'Żądanie zawiera nieprawidłowe dane. Skontaktuj się z autorem aplikacji.',
};

const USER_MESSAGES: Record<string, { en: string; pl: string }> = {
	AccessDenied: {
		en: 'You are not authorized to perform this operation.',
		pl: 'Nie masz uprawnień do wykonania tej operacji.',
	},
	CheckoutFormNotFoundException: {
		en: 'The order was not found.',
		pl: 'Nie znaleziono zamówienia.',
	},
	NotFoundException: {
		en: 'Feature unavailable. Contact the application author.',
		pl: 'Funkcja niedostępna. Skontaktuj się z autorem aplikacji.',
	},
	TOO_MANY_REQUESTS: {
		en: 'Too many requests. Try again later.',
		pl: 'Zbyt wiele żądań. Spróbuj ponownie później.',
	},
};

function userMessage(code: string, polish: boolean): string {
	const texts = USER_MESSAGES[code] ?? GENERAL;
	return polish ? texts.pl : texts.en;
}
