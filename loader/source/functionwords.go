package source

import "strings"

// englishWords are frequent function words of English.
var englishWords = list(`the of and to that is was for on with as by from has have had were are it its his her their
	they he she we you which who will would said says not be been at but this these those after before into over
	between about against than more all when where while can could may might should one two new there what if or
	up out our my some other during under also because since until through an a in no so me do i am were did how
	very just only both each per vs net him them us your any many most such own same too then now`)

// foreignWords are frequent function words of other languages in Latin
// letters; those that English has too are left out, and so are those that
// names are made of (de, la, van, el, al).
var foreignWords = [...]struct {
	language string
	words    map[string]bool
}{
	{"French", list(`le les des du et est une dans que qui pour sur avec par pas au aux ce cette ces sont ont été son ses leur elle nous vous mais ou où plus après selon entre comme être fait aussi`)},
	{"German", list(`der und das den dem des ein eine einen einem einer ist nicht mit auf für von zu im sich auch als nach bei aus wird werden wurde sind hat haben dass oder aber wie über noch nur vor`)},
	{"Spanish", list(`los las del que en un una y es por con para se su sus como pero más este esta son fue ha han entre sobre también hasta desde donde según lo al cuando`)},
	{"Italian", list(`il gli che di un una per con non è sono della delle dei del nel nella alla dal sul si più anche come ha hanno stato questo questa tra dopo ma suo`)},
	{"Portuguese", list(`os as um uma que em do da dos das no na nos nas por com para não é são se foi mais como seu sua ao pelo pela também ou entre mas até sobre`)},
	{"Dutch", list(`het een en van ik te dat die niet zijn op aan met als voor er maar om hem dan zou wat mijn dit zo door over ze zich bij ook tot je uit naar heeft hebben wordt werd nog geen`)},
	{"Swedish", list(`och att det som en på är av för med den till inte om ett har var från men sig så vi kan han hon eller när också efter under`)},
	{"Danish", list(`og at det som en på er af for med den til ikke om et har var fra men sig så vi kan han hun eller når også efter under der blev`)},
	{"Norwegian", list(`og det som en på er av med den til ikke et har var fra men seg så vi kan han hun eller når også etter ble sier skal`)},
	{"Finnish", list(`ja on ei että se hän oli ovat mutta kun myös tai niin joka jotka mukaan sen hänen ole kuin vielä nyt kanssa`)},
	{"Polish", list(`w z na i się nie że do jest o to jak po co przez dla od są był było za jego przy oraz który która które także tym tego`)},
	{"Czech", list(`a v se na je že s z do o i k ve pro za by ale po jsou jako který která které jeho také podle nebo jsem byl bylo při`)},
	{"Hungarian", list(`az és hogy nem egy is ez azt meg már csak de volt mint el van még kell lesz ki szerint vagy amely után pedig`)},
	{"Romanian", list(`și în de la cu pe un o nu este sunt care din că pentru mai sau după fost lui ale prin acest această între`)},
	{"Turkish", list(`ve bir bu için ile da de olarak olan gibi daha çok kadar sonra ancak ise değil ne o var olduğu tarafından en göre`)},
	{"Indonesian", list(`yang dan di dengan untuk ini itu dari pada tidak dalam akan oleh adalah juga mereka telah sudah bisa karena atau saat`)},
	{"Vietnamese", list(`và của là có được cho không trong một các đã với người những này khi ở để từ về đến`)},
	{"Croatian", list(`i je u na se da su za od s koji koja koje nije ne to bi kao će iz ali te što po bio biti nakon`)},
	{"Catalan", list(`els les amb per que una és del dels i en al com més no són seva aquest aquesta ha han`)},
	{"Swahili", list(`na ya wa kwa ni katika za la kuwa cha hiyo huo hii alisema pia lakini`)},
	{"Tagalog", list(`ang ng sa mga na at ay ni si para hindi kay nang ito din`)},
}

func list(words string) map[string]bool {
	out := map[string]bool{}
	for _, w := range strings.Fields(words) {
		out[w] = true
	}
	return out
}
