/**
 * Sentences of Allegro's that say nothing: no field, no value, no limit, but that there is an error, and
 * that somebody should be asked. They come in all languages of Allegro's, and in new wordings each year,
 * so that they are known by their words: a sentence that has no other word than these tells nothing.
 *
 * Sources: the example of Error.userMessage in Allegro's OpenAPI document; allegro-api #12696, #8733,
 * #5716, #10293, #7762, #7702, #10335.
 */
const WORDS: Record<string, string> = {
	en: `a an the this that your you our us we i to of in on with from please was were is are be been has have
		had for as and or it its by not no could can cannot while at again soon later once there
		some something went wrong whoops sorry error* exception* occur* appear* happen* unexpected* unknown
		internal* server* system* request* contain* includ* data input invalid* incorrect* bad wrong malformed
		unsupported* propert* attribute* application* app apps author* developer* vendor* software* program*
		support* contact* report* problem* issue* upload* sent send submitted submit* try tried retry help will reading
		possible fail* process* operation* perform* complet* check correct few minute* moment*`,
	pl: `a i o w we z ze na do się nie to ten ta jest są został* była był było być za po przez proszę coś poszło tak
		błęd* błąd* wystąpi* nieoczekiwan* nieznan* wewnętrzn* serwer* system* żądani* zapytani* zawiera* dane
		danych nieprawidłow* niepoprawn* nieobsługiwan* atrybut* pole pola wysłan* wysłał* przesłan* aplikac* autor*
		twórc* dostawc* oprogramowan* program* skontaktuj* kontakt* zgłoś problem* spróbuj* ponownie później pomocy
		wsparci* nam nami pomożemy najszybciej jak kilka minut* chwil* wykonani* operacj* nieudan* udało tej tego sprawdź popraw*`,
	cs: `a i o v ve z ze na do se s k ke je jsou bylo byla byl nelze něco prosím pro při chyb* došlo nastal*
		vyskytl* neočekávan* neznám* intern* server* systém* požadav* žádost* obsahuj* data údaj* neplatn*
		nesprávn* chybn* nepodporovan* vlastnost* atribut* odeslan* aplikac* autor* tvůrc* vývojář* dodavatel*
		software* program* kontaktujte obraťte spojte problém* zkuste znovu později podpor* pokazilo operac* zpracování několik pár minut* chvíl*`,
	sk: `a i o v vo z zo na do sa s k ku je sú bolo bola bol niečo prosím pre pri chyb* došlo nastal* vyskytl*
		neočakávan* neznám* intern* server* systém* požiadavk* žiados* obsahuj* dáta údaj* neplatn* nesprávn*
		chybn* nepodporovan* vlastnos* atribút* odoslan* aplikáci* autor* tvorc* vývojár* dodávateľ* softvér*
		program* kontaktujte obráťte spojte problém* skúste znova znovu neskôr podpor* pokazilo operáci* spracovan* niekoľko pár minút* chvíľ*`,
	hu: `a az egy és vagy nem van volt hiba hibás* hibát történt lépett fel váratlan* ismeretlen* belső szerver*
		rendszer* kérés* kérelem* kérjük kérlek tartalmaz* adat* érvénytelen* helytelen* nem támogatott* tulajdonság*
		attribútum* beküldött elküldött feltöltött alkalmazás* szerző* készítő* fejleszt* szállító* szoftver*
		program* forduljon* lépjen kapcsolat* vegye fel keresse értesítse probléma* próbál* újra később támogatás* valami
		művelet* sikertelen* néhány perc*`,
	uk: `а і й та або в у з із на до не це є був була було під час будь ласка щось помилк* сталас* виникл* виник
		неочікуван* невідом* внутрішн* сервер* систем* запит* містить дані даних недійсн* неправильн* некоректн*
		непідтримуван* атрибут* властивост* надіслан* застосун* додат* програм* автор* розробник* постачальник*
		зверніт* зв'яжіт* повідом* проблем* спробуйт* ще раз пізніше підтримк* пішло так операці* кілька хвилин*`,
};

const plain = (word: string) =>
	word.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('ł', 'l');

const known = Object.values(WORDS).flatMap((words) => words.trim().split(/\s+/).map(plain));
const WHOLE = new Set(known.filter((word) => !word.endsWith('*')));
const BEGINNINGS = known.filter((word) => word.endsWith('*')).map((word) => word.slice(0, -1));

/** Whether a sentence of Allegro's tells nothing; an empty one does not. */
export function saysNothing(sentence: string): boolean {
	// What is quoted, and what has digits or a name in the manner of programs, is about something.
	const words = plain(sentence).match(/[\p{L}\p{N}'’]+/gu) ?? [];
	return words.every(
		(word) => WHOLE.has(word) || BEGINNINGS.some((beginning) => word.startsWith(beginning)),
	);
}
