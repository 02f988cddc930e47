package syntax

import "entente/graph"

// Word lists of the stopgap in names.go.

// particles stand in lower case inside names.
var particles = set(`de van von der den del della di da dos du la le al el bin ibn bint abu ben ter ten af zu`)

// leading particles may begin a name: "de Mistura".
var leading = set(`de van von der bin ibn al`)

// gluing words stand before a place rather than before a person's full name.
var gluing = set(`for to in on`)

// notNames are capitalized words that never are a name by themselves or part
// of one.
var notNames = set(`I A The This That These Those He She It We They You Monday Tuesday Wednesday Thursday Friday Saturday
	Sunday January February March April May June July August September October November December Jan. Feb. Mar. Apr.
	Aug. Sept. Oct. Nov. Dec. AM PM TV Internet`)

// titles stand before a person.
var titles = set(`President Minister Chancellor Premier King Queen Prince Princess Sheikh Ayatollah Pope Senator Sen.
	Rep. Gov. Governor Secretary Ambassador Envoy General Gen. Colonel Col. Lt. Lieutenant Maj. Major Captain Capt.
	Admiral Adm. Sgt. Sergeant Commander Mr. Mrs. Ms. Dr. Prof. Professor Judge Justice Sir Lord Lady Chairman
	Chairwoman Chief Director Spokesman Spokeswoman Spokesperson Imam Mullah Rev. Emir Sultan Mayor Congressman
	Congresswoman Speaker Attorney`)

// endings are last words of names that tell the kind.
var endings = map[string]graph.Kind{
	"Inc": graph.KindCompany, "Inc.": graph.KindCompany, "Corp": graph.KindCompany, "Corp.": graph.KindCompany,
	"Ltd": graph.KindCompany, "Ltd.": graph.KindCompany, "Co": graph.KindCompany, "Co.": graph.KindCompany,
	"Plc": graph.KindCompany, "PLC": graph.KindCompany, "LLC": graph.KindCompany, "AG": graph.KindCompany,
	"Group": graph.KindCompany, "Bank": graph.KindCompany, "Airlines": graph.KindCompany, "Motors": graph.KindCompany,
	"Party": graph.KindParty, "Front": graph.KindArmedGroup, "Brigade": graph.KindArmedGroup,
	"Brigades": graph.KindArmedGroup, "Army": graph.KindArmedGroup, "Forces": graph.KindArmedGroup,
	"Militia": graph.KindArmedGroup, "Guards": graph.KindArmedGroup, "Guard": graph.KindArmedGroup,
	"Coalition": graph.KindCoalition, "Alliance": graph.KindCoalition, "Times": graph.KindMedia,
	"Post": graph.KindMedia, "Journal": graph.KindMedia, "Tribune": graph.KindMedia,
}

// heads are words inside names that tell the kind: "Ministry of Defense".
var heads = map[string]graph.Kind{
	"Ministry": graph.KindOrganization, "Agency": graph.KindOrganization, "Council": graph.KindOrganization,
	"Committee": graph.KindOrganization, "Commission": graph.KindOrganization, "Department": graph.KindOrganization,
	"Organization": graph.KindOrganization, "Organisation": graph.KindOrganization, "Union": graph.KindOrganization,
	"Court": graph.KindOrganization, "Parliament": graph.KindOrganization, "Congress": graph.KindOrganization,
	"Senate": graph.KindOrganization, "Association": graph.KindOrganization, "Federation": graph.KindOrganization,
	"Foundation": graph.KindOrganization, "Institute": graph.KindOrganization, "University": graph.KindOrganization,
	"Bureau": graph.KindOrganization, "Authority": graph.KindOrganization, "Observatory": graph.KindOrganization,
	"Movement": graph.KindOrganization, "League": graph.KindOrganization, "Police": graph.KindOrganization,
}

// ofNames are words of a name that goes on with "of": "Ministry of Defense".
var ofNames = set(`Ministry Minister Department Bank House Council Court University Institute Organization Organisation
	League Union Association Parliament Party Movement Army Kingdom Republic Board Bureau Office Front Chamber
	Commission Committee Academy School Federation Observatory Centre Center Alliance Forces Group Fund State`)

// commonOpeners are ordinary words that often begin a sentence.
var commonOpeners = set(`Opposition Officials Government Talks Tensions Relations Points Sources Analysts Police Troops
	Protesters Rebels Fighters Soldiers People Residents Witnesses Lawmakers Leaders Critics Experts Thousands
	Hundreds Dozens Scores Asked Speaking Neither Either Whether Back Fighting Violence Peace War Oil Shares Stocks
	State Local Foreign Regional Western Eastern Northern Southern New Former Two Three Four Five Six Seven Eight
	Nine Ten Further Much Few Little Just Perhaps Maybe Please Well Yes Today Nearly Almost About Around Above Below
	Along Across Against Like Through Within Throughout Toward Towards Upon Amid`)
