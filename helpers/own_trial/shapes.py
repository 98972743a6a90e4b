"""Shapes of printed statistics, as patterns over skeletons: "#" stands for a number, "@" for a number in words.

A pattern knows how something is printed ("HR, #; #% CI, #-#"); what it means for the numbers in it stands in the modules read_....
Gaps are bounded everywhere, so that no text takes more than linear time.
"""

import re

from helpers.own_trial.numerals import MASK, NUMBER, WORD


def pattern(pattern):
    return re.compile(pattern.replace("#", NUMBER).replace("@", WORD).replace("¤", MASK))


STOP = r"(?!(?:vs\.?|v|versus|and|to|or|than|compared|with|versus)\b)"


def unit(words):
    return rf"(?: ?[%°])?(?: {STOP}[^\s()\[\];,=<>≤≥±#@]{{1,18}}){{0,{words}}}"


PERSON = r"(?:patients?|parturients?|nulliparas?|primiparas?|asthmatics|participants?|subjects?|adults?|children|infants?|neonates?|newborns?|women|men|males?|females?|individuals?|people|persons?|volunteers?|students?|residents?|nurses?|girls?|boys?|adolescents?|veterans?|survivors?|eyes?|knees?|hips?|shoulders?|teeth|limbs?|legs?|feet|cases?|controls?|pregnancies|mothers?|dyads?|families|caregivers?|households?|clusters?|practices?|births?|episodes?|lesions?|implants?|ulcers?|wounds?|fractures?|deaths?|events?|relapses?|outpatients?|inpatients?|respondents?|recipients?|donors?|athletes?|players?|workers?|smokers?|toddlers?|couples?|animals?|mice|rats|goats?|dogs?|procedures?|operations?|schools?|villages?)\b(?!-)"
PEOPLE = r"(?:patients|parturients|nulliparas|primiparas|participants|subjects|adults|children|infants|neonates|newborns|women|men|individuals|people|persons|volunteers|students|residents|nurses|girls|boys|adolescents|veterans|survivors|eyes|knees|hips|shoulders|teeth|limbs|legs|pregnancies|mothers|dyads|families|caregivers|households|clusters|practices|births|outpatients|inpatients|respondents|recipients|donors|athletes|players|workers|smokers|toddlers|couples|lesions|ulcers|wounds|schools|villages|migraineurs|asthmatics|diabetics|practitioners|schoolchildren|schoolgirls|schoolboys)\b(?!-)"
TIME = r"(?:seconds?|s|min|minutes?|h|hrs?|hours?|days?|d|weeks?|wks?|months?|mo|years?|yrs?|y)\b"
DOSE = r"(?:mg|g|gm|kg|µg|μg|mcg|ug|ng|ml|mL|l|L|dL|IU|U|mmol|mm|cm|Gy|cGy|mmHg|points?|units?|kcal|mm Hg)\b"
PNAME = r"(?<![A-Za-z0-9_.¤-])[Pp](?:[-_ ]?[Vv]alues?|['’]?s(?= ?[=<>≤≥]))?"
PTAG = r"(?P<tag>[-_ ]{1,2}at (?:[a-z]+ )?(?:#(?:,? and |,? or |, ?| ?[-–] ?)){0,5}#(?: (?:days?|weeks?|months?|years?|hours?|h|min))?(?: of [a-z-]{2,14})?| (?:always|consistently|all|each|both|again)(?= ?[<>≤≥=])|[-_ ]?\((?:two|one|2|1|#|@)[- ](?:sided|tailed)\)|[-_ ]{0,2}(?:for|of|by|from|in)\b(?! [#<>=≤≥])[^#;()=<>≤≥]{0,60}?(?: ?\([^()]{0,40}\) ?)?|[-_ ]{0,2}(?:interaction|trend|non-?inferiority|superiority|heterogeneity|logrank|log-rank|int|inter|adj|adjusted|corrected|group|time)[a-z× -]{0,20}|(?:[-_ ]|(?=(?:value|between|within|treat|baseline|unadj|nominal|hetero|change|overall)))[(]?[A-Za-z× -]{2,30}[)]?(?= ?[=<>≤≥]))?"
POPERATOR = r"(?P<op>(?:(?:was|were|is|of|:|,|=) ?)?(?:[=<>≤≥≈~]|equal to|less than or equal to|less than|lower than|smaller than|greater than|larger than|below|above)|was|were|is|being|of|:|)"
POWER = r"(?P<power> ?[×xX*·] ?(?P<ten>#))?(?P<exponent>\(#\)|\^? ?[-−–⁻] ?#|\^? ?#(?=[\s;,.)\]])|⁻[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3})?"
P = pattern(rf"{PNAME}{PTAG} ?{POPERATOR} ?(?P<v>#)(?!(?!x#)[A-Za-z])(?:(?P<slash>/)(?P<frac>#)|{POWER})")
P_MORE = pattern(
    r"(?P<link>(?P<of> (?:for|at|in) [^#@;,()]{2,40})?(?:,? ?and |, ?|; ?|,? or | ?/ ?| vs\.? ))(?:[Pp] ?)?(?P<op>[=<>≤≥]?) ?(?P<v>#)(?! ?%)(?! ?[-–−/±] ?#)(?! ?[(\[])(?! (?:mg|weeks|to) )(?(of)(?= (?:for|at|in) ))"
)
P_NS = pattern(
    rf"{PNAME}(?: ?[=:] ?| )(?P<ns>NS\b|ns\b|[Nn]\.[Ss]\.|not significant|non-?significant)|[(\[;,] ?(?P<ns2>NS|n\.s\.|ns(?=\)))(?=[)\];,])"
)
SHORT_FOR_NS = re.compile(r"\b(?!not\b|non)[Nn][a-z]+[- ][Ss][a-z]+ ?[(\[]$")
""" "nephrotic syndrome (NS)": a short name, no P value."""
OPERATORS = {
    "less than or equal to": "≤",
    "less than": "<",
    "lower than": "<",
    "smaller than": "<",
    "below": "<",
}
OPERATORS |= {"greater than": ">", "larger than": ">", "above": ">"}
THRESHOLD_BEFORE = re.compile(
    r"(?:significance|significant|alpha|α|threshold|boundary|declared|cut-?off|criterion|level|levels|error)\b[^.;()#]{0,45}\(?$",
    re.I,
)
ANALYSIS_USED = re.compile(
    r"\b(?:tests?|analys[ei]s|regression|ANOVA|models?|methods?)\b[^.;]{0,70}\b(?:was|were) (?:used|applied|performed|employed|conducted|carried out)\b"
)
""" "Cox regression was used to ... (P < .05)": the level of a method, where no other number stands."""
THRESHOLD_AFTER = re.compile(
    r"^[^.;#]{0,25}\b(?:(?:was|were|is|are|being|as) (?:\w+ ){0,2}(?:considered|regarded|deemed|taken|defined|set|accepted|used|judged|chosen|required|(?:statistically )?significant[.]?$)|considered|regarded|deemed|(?:indicat|denot)\w+ (?:an? |the )?(?:statistical(?:ly)? )?(?:signific|differen)|as (?:statistically )?significant|as the|level\b)",
    re.I,
)
CIWORD = r"(?:C\.?I\.?s?|c\.i\.|CrIs?|BCI|CL|confidence[- ](?:intervals?|limits?)|credib(?:le|ility) intervals?|compatibility intervals?|uncertainty intervals?|UI|HDI|KI|IC|Confidence [Ii]ntervals?)"
LEVEL = rf"(?:(?P<l1>#) ?%[- ]?(?:two-sided |one-sided |repeated |exact |Bayesian |bootstrap(?:ped)? |adjusted )?(?:{CIWORD}|Cl)|(?<![A-Za-z]){CIWORD}[ ,]?[(\[]?(?P<l2>#) ?%[)\]]?|(?<![A-Za-z])CI(?P<l3>#)(?! ?[-–.]| to)|(?<![A-Za-z]){CIWORD})(?![A-Za-z])"
OPT = r"(?: ?[(\[{] ?(?:# ?% ?)?(?:CIs?|CrI|BCI|CL)[)\]}])?(?: ?#% ?(?=[:;,]? ?[#(\[]))?"
FILL = r"[\s,:;=(\[{)\]]{0,5}(?:(?:was|were|of|is|from|between|ranging from|ranged from|range|limits?|interval) ?:? ?){0,2}[(\[]? ?"
NOT_REACHED = r"(?:NE|NR|NA|NC|N\.E\.|N\.R\.|not (?:yet )?(?:estimable|estimated|reached|evaluable|calculable|available)|[-−–+]?(?:∞|infinity))"
LIMIT = rf"(?:#|{NOT_REACHED})"
SHORT_UNIT = r"(?: ?[%°])?(?: (?!to\b|and\b|vs\b|versus\b)[A-Za-zµμ/]{1,11}){0,2}"
STRONG = rf"(?:[£$€] ?)?(?P<a>{LIMIT}){SHORT_UNIT}(?: ?[-–−] ?| to | through )(?:[£$€] ?)?(?P<b>{LIMIT})"
LIM = rf"(?:[£$€] ?)?(?P<a>{LIMIT}){SHORT_UNIT}(?: ?[-–−] ?| to | through | ?, ?| ?; ?| and |/| )(?:[£$€] ?)?(?P<b>{LIMIT})"
SAID_AGAIN = r"(?: ?[(\[]an? (?:increase|decrease|reduction) of #(?: ?%)?[)\]])?"
""" "-8 percent [an increase of 8 percent] to 21 percent": a limit in other words."""
INTERVAL = pattern(
    rf"{LEVEL}{OPT}(?P<of> (?:for|of|in|on|around) (?:the |this |their )?(?:[a-z-]+ ){{0,4}}?(?:[Dd]ifferences?|ratio|change|reduction|effect|increase|means?|HR|OR|RR)(?: (?:between|in|of) [a-z ]{{3,30}}?)?)?{FILL}{LIM}(?! ?[-–] ?#)(?! ?[(\[] ?#)(?! to #)".replace(
        f"{SHORT_UNIT}(?: ?[-–−]", rf"{SHORT_UNIT}{SAID_AGAIN}(?: ?[-–−]"
    )
)
LEVELS = pattern(LEVEL)
LOWER_LIMIT = pattern(rf"{LEVEL}{OPT}[ ,:;=(\[]{{0,4}}# ?%?(?: ?[-–−] ?| ?, ?| to )$")
""" "(95% CI 0.01%-1.28%; 1/439)": the percentage behind it is a limit, and not that of the count."""
ONE_LIMIT = pattern(
    rf"{LEVEL}[ ,:;=]{{0,3}}(?:(?:was|of|is|limit|bound|above|below|exceeded) ){{0,3}}(?P<a>#)(?! ?%?(?:[-–]| to |,| ?[(\[]) ?#)"
)
INTERVAL_BEHIND = pattern(rf" ?[^#;,()\[\]]{{0,16}}[;,]? ?[(\[]?# ?%[- ]?{CIWORD}")
SURVIVING = re.compile(r"\b(?:survival|patency|incidence|mortality|probability|freedom|rates?)\b[^.;]{0,70}$")
""" "the 5-year survival was 67% (±5%)": a share with its error, no mean."""
GREATER = re.compile(r"\b(?:greater|larger|smaller|higher|lower|more|less|additional) [^.]*$")
""" "greater decreases in lipids (-0.36 ± 0.15; 95% CI ...)": a difference between arms."""
NEXT_LIMITS = pattern(rf"(?: ?%)?(?P<link>,? and |, ?|,? vs\.? |,? versus |; ?){STRONG}(?! ?/)")
NEXT_ARM = pattern(
    r" ?%?[)\]]{0,2}(?: (?:with|in|for|on|at|after) [^;#(]{2,40})?(?:,|,? and|,? or| vs\.?| v| versus| compared with) (?:[a-z]{3,15} ?[(\[] ?)?$"
)
LISTED_ON = re.compile(r"\b(?:vs|versus|v|and|or|to|compared with|as well as)\b|[,;]")
LIST_LINK = re.compile(rf"^{unit(4)}(?:,? and |, ?|,? vs\.? |,? versus |,? or )(?:[a-z]+ ){{0,3}}$")
VS_LINK = re.compile(
    rf"^{unit(9)}[^#@]{{0,30}}?(?:\bvs\b\.?|\bversus\b|\bv\b|\bcompared (?:with|to)\b|\bthan\b|\band\b|\bor\b)[^#@]{{0,50}}$"
)
MEASURES = re.compile(
    r"(?<![A-Za-z])(?:(?P<HR>(?<![A-Za-z])(?:[asmcA]|Adj|sub|sd|c?s)?HR(?:s|adj)?(?![A-Za-z])|(?:[Ss]ub-?)?[Hh]azards?[- ](?:[Rr]atios?|[Rr]ate(?= ?[:=]))|[Rr]elative hazards?|HAZARD RATIO)"
    r"|(?P<OR>(?<![A-Za-z])(?:[acmA]|Adj|pp|c)?OR(?:s|adj)?(?![A-Za-z])|[Oo]dds[- ]?[Rr]atios?|[Rr]elative odds)"
    r"|(?P<SMR>(?<![A-Za-z])S[MI]Rs?(?![A-Za-z])|[Ss]tandardi[sz]ed (?:mortality|incidence) ratios?)"
    r"|(?P<rate_ratio>(?<![A-Za-z])a?(?:IRR|RaR)s?(?![A-Za-z])|[Rr]ate [Rr]atios?|[Rr]elative rates?)"
    r"|(?P<prevalence_ratio>[Pp]revalence ratios?|(?<![A-Za-z+/])(?<!\+ )a?PRs?(?![A-Za-z+]| ?#? ?%))"
    r"|(?P<efficacy>[Ee]fficacy|[Ee]fficacies|(?<![A-Za-z])VEs?(?![A-Za-z])|[Vv]accine effectiveness)"
    r"|(?P<relative_reduction>(?:[Rr]elative|[Oo]dds) (?:risk )?reductions?|(?<![A-Za-z])RRR(?![A-Za-z]))"
    r"|(?P<kappa>(?<![A-Za-z])[Kk]appas?(?![A-Za-z])|κ)"
    r"|(?P<RR>(?<![A-Za-z])(?:[ac]|Adj)?RRs?(?![A-Za-z])|[Rr]elative [Rr]isks?|[Rr]isk [Rr]atios?)"
    r"|(?P<NNT>(?<![A-Za-z])NNT[BH]?(?![A-Za-z])|[Nn]umbers?[- ]needed[- ]to[- ](?:treat|harm))"
    r"|(?P<SMD>(?<![A-Za-z])SMDs?(?![A-Za-z])|[Ss]tandardi[sz]ed (?:mean )?differences?|[Cc]ohen[’']?s? d\b|[Hh]edges[’']? g\b|[Ee]ffect sizes?|(?<![A-Za-z])ES(?= ?[=:] ?[-\ue000])|(?<![A-Za-z])[dg](?= ?= ?[-\ue000]))"
    r"|(?P<change2>[Aa]bsolute (?:increases?|decreases?|gains?)\b)|(?P<risk_change>(?<![Aa]bsolute )(?:[Rr]isk (?:reductions?|increases?)\b|[Rr]eductions? in (?:the )?risk, ))"
    r"|(?P<risk_difference>[Tt]herapeutic gains?|(?:(?:[Aa]bsolute|[Rr]isk|[Rr]ate|[Pp]roportion|[Pp]ercentage|[Pp]ercentage[- ]point) ){1,3}(?:differences?|reductions?|increases?)\b|[Dd]ifferences? (?:in|of|between) (?:the )?(?:proportions?|risks?|percentages?)|(?<![A-Za-z])(?:ARR|ARD|RD|aRD)s?(?![A-Za-z]))"
    r"|(?P<mean_difference>[Mm]ean(?: [a-z][\w-]{1,14}){0,4} (?:differences?|separations?|benefits?|treatment effects?)|(?<![A-Za-z])(?:a|W|LS|LSM)?MDs?(?![A-Za-z])|(?:LS|least[- ]squares?)(?: means?)? differences?|[Dd]ifferences? (?:in|of|between)(?: [a-z][\w-]{1,14}){0,4} means?)"
    r"|(?P<win_ratio>[Ww]in ratios?)|(?P<likelihood_ratio>[Ll]ikelihood ratios?|(?<![A-Za-z])N?LR[+-]?(?![A-Za-z]))|(?P<AUC>(?<![A-Za-z])(?:AUC|AUROC)(?![A-Za-z])|[Aa]rea under (?:the )?[A-Za-z -]{0,40}curve|[Cc][- ](?:statistic|index))"
    r"|(?P<geometric_mean_ratio>[Gg]eometric mean ratios?|[Rr]atio of (?:geometric )?means|(?<![A-Za-z])GMRs?(?![A-Za-z]))"
    r"|(?P<coefficient>(?<![A-Za-z])β(?!-[a-z])|[Bb]eta\b|(?<=[(\[])[Bb](?= ?: ?[-\ue000])|(?<![A-Za-z])[Bb](?= ?= ?[-\ue000])|[Cc]oefficients?)"
    r"|(?P<median_difference>[Mm]edian (?:between-group |treatment )?differences?|[Dd]ifferences? (?:in|of|between)(?: [a-z][\w-]{1,14}){0,3} medians?)"
    r"|(?P<median>[Mm]edians?)|(?P<difference>[Dd]ifferences? (?:in|of|from|between) [a-z -]{0,20}changes?|[Dd]ifferences? (?:in|of|between) (?:the )?(?:efficacy|efficacies|effectiveness)|[Dd]ifferences?(?!(?: [a-z-]+){0,9} (?:was|were|is) (?:not |non-?)?(?:statistically )?significant)|(?<![A-Za-z])(?:Adj)?[Dd]iff(?![a-z])\.?|(?<![A-Za-z])Δ(?= ?=? ?[-\ue000])|(?<![A-Za-z])ETDs?(?![A-Za-z])|(?:[Tt]reatment|[Ii]ntervention) effects?)"
    r"|(?P<mean>[Mm]eans?\b(?! ?± ?S)|[Aa]verages?\b|(?<![A-Za-z])GM[TC]s?(?! ratio)\b)"
    r"|(?P<change>[Rr]eductions?|[Ii]ncreas\w{1,3}|[Dd]ecreas\w{1,3}|[Ii]mprov\w{1,6}\b(?! rates?\b)|[Ll]ower(?:ed)?|[Hh]igher|[Rr]educed|[Ff]ewer|[Mm]ore|[Gg]reater|[Ll]onger|[Ss]horter|[Oo]lder|[Yy]ounger|[Dd]eclines?|[Cc]hanges?|[Gg]ains?|[Ll]oss|[Ff]ell|[Rr]ose)"
    r"|(?P<proportion>[Ss]ensitivity|[Ss]pecificity|(?<![A-Za-z])(?:PPV|NPV)(?![A-Za-z])|[Pp]redictive value|[Ii]ncidence|[Pp]revalence|(?:[Ss]urvival|[Rr]esponse|[Ii]mprovement) rates?)"
    r"|(?P<ratio>\b[Rr]atio|-fold\b))"
)
RATIOS = {
    "HR",
    "win ratio",
    "likelihood ratio",
    "OR",
    "RR",
    "SMR",
    "rate ratio",
    "prevalence ratio",
    "geometric mean ratio",
    "ratio",
}
DIFFERENCES = {"risk difference", "mean difference", "median difference"}
WEAK = {"AUC", "change", "difference", "mean", "median", "proportion"}
ADJUSTED = re.compile(
    r"(?<![A-Za-z])(?:a(?:HR|OR|RR|IRR|PR|MD|RD)|[Aa]djusted|[Mm]ultivaria\w{2,4}|[Aa]dj(?:\.|\b|Diff|[HOR]R))"
)
CRUDE = re.compile(r"\b(?:[Uu]nadjusted|[Cc]rude|c(?:HR|OR|RR))\b")
TUPLE_RANGE = pattern(
    rf"(?P<m>#)(?P<u>{unit(4)}) ?[(\[] ?{LIM}(?: ?%)?(?: [A-Za-z/]{{1,10}}){{0,2}} ?(?=[)\];,])"
)
SHARE_THEN_LIMITS = pattern(
    rf"(?P<p>#) ?% ?[(\[] ?#(?: of | ?/ ?)#(?: ?[;,] ?| ?[)\]] ?[(\[] ?){STRONG} ?%?(?= ?[)\]])|#(?: of | ?/ ?)# ?[(\[](?P<q>#) ?%(?:[;,] ?| ?[)\]] ?[(\[] ?)(?P<c>#) ?%?(?: ?[-–−] ?| to |[,;] ?(?=# ?%?\]))(?P<d>#) ?%?(?= ?[)\]])"
)
""" "82% (37/45; 68 to 92)", "37/45 (82%; 68% to 92%)": a share with its count and its limits."""
TWO_SHARES = pattern(
    r"(?P<p>#) ?% ?[(\[](?P<a>#) ?%?(?: ?[-–−] ?| to )(?P<b>#) ?%?(?P<end>[)\]]) [^#@;.()]{3,60} (?P<q>#) ?% ?[(\[](?P<c>#) ?%?(?: ?[-–−] ?| to )(?P<d>#) ?%?(?P<end2>[)\]])"
)
SHARES_BEFORE = re.compile(
    r"(?<![Mm]ean )(?<![Mm]edian )\b(?:[Pp]roportions?|[Pp]ercentages? of \w+|(?:[Cc]ure|[Rr]esponse|[Cc]learance|[Hh]ealing|[Ss]uccess|[Ff]ailure|[Rr]elapse|[Rr]ecurrence) rates?)\b[^;.\ue000]{0,90}$"
)
SHARE_IN_SQUARE = pattern(r"(?P<p>#) ?% ?\[ ?(?P<a>#) ?%?(?: ?[-–−;,] ?| to )(?P<b>#) ?% ?\]")
""" "46% [28%; 64%]": limits, of an interval or of quartiles, and no further shares."""
TUPLE_SE = pattern(rf"(?P<m>#)(?P<u>{unit(2)}) ?[(\[] ?(?P<se>#), ?{STRONG} ?(?=[)\]])")
"""A median behind "median (SE, 95% CI)"."""
TUPLE_COMMA = pattern(
    rf"(?P<m>#)(?P<u>{unit(2)}) ?[,;] ?{STRONG}(?= ?%?(?: [A-Za-zµμ/]{{1,8}}(?: Hg)?)?[)\];,.]|$| \()"
)
TUPLE_ONE = pattern(
    rf"(?P<m>#|@)(?P<u>{unit(3)}) ?(?P<o>[(\[]) ?(?:± ?)?[$£€]?(?P<a>#) ?(?P<pct>%?)(?: [A-Za-z/]{{1,10}}){{0,2}} ?(?P<c>[)\]])"
)
SPREAD = r"(?:S\.?D\.?s?|SEMs?|S\.E\.M\.|S\.?E\.?s?|s\.?d\.?|s\.?e\.?m?\.?|[Ss]tandard (?:deviations?|errors?(?: of the mean)?))"
ANOTHER_ABBREVIATION = re.compile(r"\b(?!standard)[Ss][a-z]{2,20}[- ][DdEe][a-z]{2,20} \((S[DE])\)")
""" "spherical equivalent (SE)", "stable disease (SD)": these letters name no spread in such a passage."""
MEAN_HEADER = re.compile(
    rf"\b(?:[Mm]eans?|LSMs?|average)(?: [\w\ue002-]+){{0,5}}? ?[(\[±] ?(?:± ?)?(?P<label>{SPREAD})(?: ?[(\[][A-Z]{{2,3}}[)\]])? ?[)\]]?(?![\w])"
)
COUNT_HEADER = re.compile(
    r"(?:\b[nN]|\b[Nn]o\.|\b[Nn]umbers?|#)(?: of [a-z]+)? ?[(\[]%[)\]]|\b[Vv]alues in (?:parentheses|brackets) are percentages"
)
MEDIAN_LABEL = r"(?P<label>IQRs?|[Ii]nter-?quartile [Rr]anges?|Q1[-–, ]{1,2}Q3|Q¤[-–, ]{1,2}Q¤|[Qq]uartiles|¤¤th(?: ?[-–,]| and| to) ?¤¤th (?:per)?centiles?|(?:full |total |observed )?[Rr]anges?|min(?:imum)?[-–, ]{1,3}max(?:imum)?)"
MEDIAN_HEADER = pattern(
    rf"\b(?P<what>[Mm]edians?|[Mm]eans?)(?: [\w\ue000\ue002-]+){{0,5}}? ?[(\[] ?{MEDIAN_LABEL}(?: ?[(\[]IQR[)\]])? ?[)\]]"
)
MEDIAN = pattern(
    rf"(?P<m>#)(?P<u>{unit(5)})[\s,;]{{0,2}}[(\[,;] ?(?:with (?:an? |the )?)?{MEDIAN_LABEL}(?: ?[(\[{{,] ?IQR[)\]}}]?)?[\s,:;=]{{0,3}}(?:(?:of|from|was|between) )?[(\[]? ?(?:{LIM}|(?P<w>#)(?! ?[-–,/]))"
)
RANGE = pattern(
    rf"(?<![a-z])(?:(?:[Rr]ange[ds]?|[Rr]anging)(?: was| of|,|:| =)? ?(?:from |between )?|(?:[Rr]anged|[Vv]aried)(?: (?:across|among) [a-z ]{{2,20}}?)? from )[(\[]? ?{LIM}"
)
RANGE_EXPECTED = re.compile(
    r"\b(?:[Rr]eference|[Nn]ormal|[Tt]herapeutic|[Tt]arget|[Pp]ossible|[Tt]heoretical|[Aa]llowed) $"
)
""" "normal range, 30 to 300": what a laboratory or a scale allows, no result."""
RANGE_HEADER = re.compile(rf"± ?{SPREAD} ?[(\[][Rr]ange[)\]]")
RANGE_OF_MEAN = pattern(rf"# ?± ?# ?[(\[]{STRONG}[)\]]")
""" "mean ± SEM (range) was 3.1 ± 0.2 (1-7)": what the bracket holds is said once."""
KAPPA_RANGE = pattern(
    rf"\b(?:[Kk]appas?|κ|ICCs?)(?: (?:scores?|values?|coefficients?|statistics?))?(?: (?:of|was|were))? {STRONG}"
)
SCALE_BEFORE = re.compile(
    r"\b(?:scales?|scores?|scored|questionnaire|index|inventory|instrument|possible|points|theoretical|VAS|NRS|rating)\b[^.;#]{0,25}$",
    re.I,
)
SCALE_AFTER = re.compile(
    r"^[^.#]{0,30}\b(?:higher|lower|worse|worst|best|better|indicat\w+|represent\w+|points?|scale|possible)\b",
    re.I,
)
PLUS_MINUS = pattern(
    rf"(?P<m>#)(?:/(?P<mf>#))?(?: ?[%°])?(?: [^\s()\[\];,=<>≤≥±#@]{{1,16}}){{0,2}} ?(?:[(\[] ?)?(?P<l1>\(?{SPREAD}\)? ?)?± ?(?P<l2>{SPREAD} ?)?(?P<s>#)(?:/(?P<sf>#))?"
)
MEAN_BEFORE_SPREAD = pattern(rf"(?P<m>#){unit(2)} ?[(\[]$")
MEANS_AGAINST = pattern(rf"#[^#@;,]{{0,25}}± ?#{unit(6)} ?(?:vs\.?|versus|v) #[^#@;,]{{0,25}}± ?#")
""" "the following differences: itch (6.5 ± 0.7 vs 8.4 ± 1.3)": the means of two arms, whatever stands before them."""
MEAN_LABELLED = pattern(
    rf"(?P<m>#)(?P<u>{unit(5)}) ?[(\[,;] ?(?:with (?:an? )?)?(?P<label>{SPREAD})(?: ?[(\[]S[DE]M?[)\]])?(?: of)?[\s:,=±]{{0,3}}[£$€]?(?P<s>#)(?! (?:vs\.?|v|versus) #)(?=[ ]?[)\];,.%]| [a-z]|$)"
)
MEAN_PAIR = pattern(
    rf"(?P<m>#) (?:vs\.?|v|versus|and) (?P<m2>#)[;,] ?(?P<label>{SPREAD})s?[ :,=]{{0,2}}(?P<s>#) (?:vs\.?|v|versus|and) (?P<s2>#)"
)
""" "23.4 v 27.1; SD 4.2 v 5.0": two means, then their two spreads."""
MEAN_BARE = pattern(
    rf"(?P<m>#)(?P<u>(?: ?%)?) (?P<label>SD) ?[±=]? ?(?P<s>#)|(?P<m2>#){unit(2)} ?[(\[] ?(?P<s2>#) (?P<label2>{SPREAD}) ?[)\]]"
)
DF = r"(?:[,;]? ?(?:with |on )?(?:(?:df|d\.f\.|DF|[Dd]egrees? of freedom)(?: ?[=:] ?| )(?P<df2>#(?:, ?#)?)|(?P<df3>#) (?:df|d\.f\.|degrees? of freedom)))?"
CHI = pattern(
    rf"(?<![A-Za-z])(?P<name>χ|[Cc]hi[- ]?squared?|[Xx](?=²|\^))(?:\^?[²¤#]|_¤)?(?:[¤₀-₉]{{0,3}})(?: (?:test|statistic|value))?[ ,:]{{0,2}}(?:[(\[] ?(?:df ?= ?)?(?P<df>#)(?:, ?[nN] ?= ?#)? ?[)\]])? ?(?:=|of|was) ?(?P<v>#){DF}"
)
STATISTIC = pattern(
    rf"(?<![A-Za-z0-9_.¤-])(?P<name>t|F|z|Z|U|W|H|Q|r|rs|rho|ρ|T|R)(?:[- ](?:test|statistic|value|score|ratio))?(?: ?[(\[]? ?(?:df ?= ?)?(?P<df>#(?: ?[,;] ?#)?) ?[)\]]?)? ?= ?(?P<v>#){DF}"
)
LABELLED = pattern(
    r"(?<![#@] )\b(?:(?P<time>[Dd]ays?|[Ww]eeks?|[Mm]onths?|[Yy]ears?|[Vv]isits?|[Hh]ours?|[Cc]ycles?)|(?P<name>[Gg]rades?|[Pp]hases?|[Ss]tages?|[Cc]lass(?:es)?|[Tt]ypes?|[Ll]evels?|[Gg]roups?|[Aa]rms?|[Cc]ohorts?|[Ss]teps?|[Pp]arts?|[Pp]eriods?|[Tt]ables?|[Ff]igures?|[Ss]tud(?:y|ies)|[Tt]rials?|ECOG|ASA|NYHA|Child-Pugh|[Ff]actor|[Dd]oses?|[Ss]ession|[Qq]uestion|[Aa]ppendix|KDIGO|Rutherford|Gustilo|Kellgren-Lawrence))(?P<list>(?<=s) #(?:(?: ?[-–/] ?|, ?| and | or | to |,? and )#){0,5}| (?:#|@)(?:(?: ?[-–] ?| or )#)?)(?! ?[±/.])"
)
NAMES_WITH_VALUES = pattern(
    r"\b(?:[Gg]roups|[Aa]rms|[Pp]hases|[Gg]rades|[Ss]tages) (?P<a>#) ?\([^()]{1,18}\),? (?:and|or|v|vs\.?) (?P<b>#) ?\("
)
""" "groups 1 (9.1%) and 3 (8.8%)": both numbers are names."""
TIME_LIST = pattern(rf"\b(?:[Aa]t|[Aa]fter|[Ff]or) (?P<list>(?:#, ?){{1,6}}(?:and |or )?#) {TIME}")
TIME_POINT = pattern(
    rf"\b(?:[Aa]t|[Aa]fter|[Ww]ithin|[Dd]uring|[Uu]ntil|[Oo]ver) (?:the )?(?:first |a further )?(?P<t>#)(?:[- ]|, )(?:{TIME}|(?:and|or|to) # {TIME})(?! ?[(\[,±;] ?(?:#(?! ?%[- ]?{CIWORD})|IQR|S[DE]\b|range|inter))"
)
AGE = pattern(
    r"\b(?:[Aa]ge[ds]?|aged between|ages|older than|younger than)(?: of| from| between|:| was)? (?:≥|>|≤|<)?#(?: ?(?:[-–]| to | and | or )? ?#)?(?: (?:years?|months?|weeks?|y))?|#(?: ?[-–] ?| to )#(?: years?|-year|-month| months?)(?: of age| old|-old)|\b# (?:years?|months?) (?:of age )?(?:or|and) (?:older|younger|over|above)"
)
SAMPLE_SIZE = re.compile(
    r"% ?power|\b(?:sample size|power(?:ed)? (?:of|to|at)|statistical power|to detect an?\b|type (?:I|II|1|2) error|two-sided (?:α|alpha)|one-sided (?:α|alpha)|alpha (?:of|level|=)|α ?=|we assumed|(?:was|were) assumed|assuming|noninferiority margin|non-inferiority margin|margin (?:of|was)|required sample|(?:would|could) (?:detect|allow|suffice)|we (?:calculated|estimated) that|hypothesi[sz]ed that|we planned|would (?:have|need) to|assumed that|(?:drop-?outs?|attrition|losses)\b[^.;]{0,30}\b(?:expected|anticipated|allowed)|expected (?:\w+ )?(?:rate|proportion)|(?:per|in each) (?:group|arm) (?:were|was) (?:needed|required)|would be (?:needed|required))",
    re.I,
)
HEADING = re.compile(
    r"\W*(?:(?P<before>BACKGROUND|Background|INTRODUCTION|Introduction|IMPORTANCE|Importance|CONTEXT|Context|RATIONALE|Rationale)|(?:[A-Z][A-Za-z]+(?:(?: and| of|,|/| &)? [A-Za-z]+){0,3}(?= ?[:–])|(?i:patients|materials|methods?|design|setting|subjects|participants|objectives?|aims?|purpose|results?|findings|interventions?)(?: (?:and|or|&) [A-Za-z]+)?))(?: ?[:.*]| ?[-–]+ ?| (?=[A-Z\ue000\ue001]))"
)
OWN_STUDY = re.compile(
    r"\b(?:[Ww]e|[Ii]nvestigators) (?:randomi|assign|enrol|recruit|compar|conduct|stud|evaluat|perform|examin|treat|analy|investig|report)|\b(?:[Tt]his|[Oo]ur|[Pp]resent) (?:[a-z-]+,? ){0,4}(?:trial|study)\b|\b(?:was|were) (?:randomly|randomi)"
)
"""The heading of a part of an abstract; what stands under "Background" was found elsewhere."""
ELSEWHERE = re.compile(
    r"\b(?:[Ii]n|[Ff]rom|[Aa]ccording to) (?:an? |the |our |several )?(?:previous|earlier|prior|historical|published|large|recent) (?:[a-z-]+ ){0,2}(?:stud(?:y|ies)|trials?|reports?|series|cohorts?|surveys?|meta-analys[ei]s|controls)\b|\bworldwide\b|\bin the (?:general )?population\b(?!-)|\baccording to the (?:maker|manufacturer)|\bin this disease\b|\b(?:it is|is|are) estimated (?:that|to)\b|^\W*(?:About|Approximately|Nearly|Up to|Around|More than|Some) \ue000 ?% of [^.;@]{3,60}? (?:report|have|suffer|develop|experience|relapse|die|are|remain|need|do not|will)\b|^\W*(?:[A-Z][a-z]+ ?: ?)?(?!(?:[A-Za-z-]+ ){1,9}?not )[A-Z][a-z][A-Za-z -]{2,60}? (?:affects?|occurs? in|accounts? for|is (?:common|an? (?:common|leading|major|frequent)|the (?:leading|commonest|most))|are (?:common|affected))\b(?!.*\b(?:was|were)\b)"
)
"""Numbers of other people than those of this study, "In earlier trials 25% relapsed", "Eczema affects 8% of children"."""
FELL_SHORT = re.compile(
    r"\b(?:not (?:been )?(?:reach|attain|achiev|me)\w*|fell short of)(?: [a-z]+){0,3} sample size|sample size (?:was|were|had) not (?:been )?(?:reached|met|attained|achieved)"
)
""" "58 were included, which did not reach the planned sample size": people, no plan."""
PRODUCT = r"(?:gel|cream|ointment|solution|saline|spray|lotion|foam|shampoo|paste|mouthwash|mouthrinse|drops|emulsion|emollient|patch|balm)"
DRUG = r"(?:lidocaine|lignocaine|bupivacaine|ropivacaine|levobupivacaine|chlorhexidine|povidone|iodine|betadine|minoxidil|permethrin|atropine|dextrose|glucose|sucrose|fluoride|peroxide|sevoflurane|hydrocortisone|urea|ethanol|alcohol|imiquimod|crisaborole|capsaicin|menthol|timolol|gluconate|hyaluronate|sulfadiazine|[a-z]{2,}(?:betasol|asone|olone|caine|conazole|imus|tinoin|prost|olol|afine|fenac|sporine?|uracil))"
"""Drugs that are given in per cent, by name or by ending: one list for all the places where a strength may stand."""
NO_PCT_BEFORE = re.compile(
    rf"(?:[a-z0-9\ue002] between|(?<![a-z]){PRODUCT} [(\[][A-Z]{{1,6}}[)\]],? ?[(\[]|[≥≤<>~≈±]|[(] ?=|\b(?:at least|more than|less than|greater than|fewer than|over|under|up to|below|above|exceed\w*|minimum(?: of)?|within|aim(?:ed|ing) (?:for|at)|equal to|(?:achiev|reach|attain)\w+ ?=|level \S{1, 2} ?=|target(?:ed)?(?: of)?|assum\w+(?: an?)?|expected|anticipated|margins?(?: of| was| is|:|,)?|threshold (?:of|was)|level (?:of|was)|cut-?off (?:of|was)|FiO\S?(?: of)?|concentration (?:of|was)|power of|alpha(?: of|,|:| =| was)?|by at least|maximum of|discount(?:ed|ing) (?:rate of|at|by)|equivalent to|containing|contains|consisting of|composed of|standardi[sz]ed to|set (?:at|to)|when|intensity of(?: about| approximately)?|at least [^.;()]{{1,14}} or|(?:at least|more than|greater than|less than|over) an?|(?:confidence|CI|upper|lower)[ -](?:interval|limit|bound)[^.;()#]{{0,30}}|topical|intravenous|oral|hypertonic|isotonic|CV(?: of|,| =)?|coefficient of variation(?: of)?|(?:treated|rinsed|washed|irrigated|injected|sprayed|prepared|infused) with|I[²2\ue002^]{{0,2}}(?: statistic)? ?(?:=|of|was|:|,)?)) ?$",
    re.I,
)
NO_PCT_AFTER = re.compile(
    rf"^ ?%?[- ]?(?:[(\[]\ue000 ?m[lL]\b|/(?!year|month|week|day|hour|min|person|patient)[a-z]{{5,}}|[ON]_?(?:\(?\ue002|\ue000)|f?T ?>|units?\b|points?\b|(?:once|twice|(?:three|four|\ue001) times) (?:daily|a day|per day|weekly)|of (?:the )?(?:total )?blood volume|(?:per|a) (?:year|annum|month|week|day)\b|/ ?(?:years?|yr|y|months?|mo|weeks?|wk|days?)\b|responders?\b|every\b|predicted\b|(?:groups?|arms?)\b(?! (?:[A-Z]|[IV]+|\ue000)\b)|(?:were|was) expected\b|if\b|until\b|(?:grade|incline|inclination|slope)\b|(?:effective|inhibitory|lethal) (?:dose|concentration)|[Pp]ower|C[Il]\b|of confidence|confidence|credible|significance|level|margin|threshold|cut-?off|or (?:more|greater|higher|less|better|lower|above|over)\b|(?:(?!in |with |of |for |on |vs |and )[a-z-]+ ){{0,2}}(?:[Gg]el|[Cc]ream|[Oo]intment|[Ss]olution|[Ss]pray|[Ll]otion|[Ff]oam|{PRODUCT}|{DRUG}|oxygen|albumin|formalin|eye ?drops?|wax|w/v|w/w|v/v|concentration|hydrogen|NaCl|sodium|hypertonic|nitrous|humidity|acid|one-repetition|1RM|of (?:one|1|\ue002|\ue000|\ue001)?[- ]?(?:repetition|RM|maxim\w+))(?:e?s)?\b|[-–] ?[0-9]|TBSA|(?:person|patient)s?[- ](?:years?|months?|days?)|of (?:the |their |his |her |an? )?(?:(?:patient|subject|participant|individual|person)s?[’']s? |individual |own |estimated )?(?:heart[- ]rate )?(?:maxim\w+|predicted|peak|VO|reserve|body|total energy|energy|recommended|target)\b)"
)
OF_EVENTS = r"(?i:rates?|risks?|odds|hazards?|likelihood|chances?|incidence|mortality|occurrence|deaths?|relapses|infections|exacerbations|fractures|strokes|admissions|hospitali[sz]ations)\b"
CHANGE_AFTER = re.compile(
    r"^ ?% (?!but |had |have |has |was |were |are )(?:[a-z-]+ ){0,2}?(?:reduction|decrease|increase|difference|improvement|fall|lower|higher|decline|rise|drop|gain|loss|benefit|better|worse|fewer|more|less|greater|longer|shorter|closer|cheaper|faster|slower|quicker)\b"
    rf"|^ ?% (?:increased|reduced|decreased|elevated|excess) (?:[a-z-]+ ){{0,2}}?{OF_EVENTS}"
)
SHARE = re.compile(r"(?<![0-9.])[0-9]{1,3}(?:\.[0-9]{1,4})?(?= ?(?:%|per ?cent))")
LOWER_RATE_BEHIND = re.compile(
    rf"% (?:relative )?(?:lower|reduced|decreased|smaller) (?:[a-z-]+ ){{0,2}}?{OF_EVENTS}|% (?:relative )?(?:reduction|decrease) in (?:the )?(?:[a-z-]+ ){{0,2}}?{OF_EVENTS}"
)
HIGHER_RATE_BEHIND = re.compile(
    rf"% (?:relative )?(?:higher|increased|greater|elevated) (?:[a-z-]+ ){{0,2}}?{OF_EVENTS}|% (?:relative )?increase in (?:the )?(?:[a-z-]+ ){{0,2}}?{OF_EVENTS}"
)
LOWER_RATE_BEFORE = re.compile(
    rf"\b{OF_EVENTS}[^;.()\ue000]{{0,60}} (?:was|were|is) (?:significantly )?(?:lower|lowered|reduced|decreased)(?: [a-z]+){{0,3}} by (?:about |approximately )?(?:an? )?$"
    rf"|\b(?:reduced|lowered|decreased|reduces|lowers) (?:the )?(?:[a-z-]+ ){{0,2}}?{OF_EVENTS}[^;.()\ue000]{{0,40}} by (?:about |approximately )?(?:an? )?$"
)
""" "the rate of falls was lower by 23%", "30% lower rate": how many times less, where no shares are printed beside it."""
CHANGE_BEFORE = re.compile(
    r"\b(?:reduc\w+|decreas\w+|increas\w+|improv\w+|fell|rose|lower\w*|declin\w+|dropp\w+|grew|chang\w+)(?: [^\s;,.()\ue000\ue001]+){0,5}? by (?:about |approximately |around )?$|\b(?:differences?|reductions?|improvements?|therapeutic gains?)(?: [a-z-]+){0,6} (?:was|were|of) (?:nearly |almost |about )?$|\b(?:reduction|decrease|increase|improvement|decline|fall|rise)s? of (?:about |only )?(?:an? )?$|\b(?:reduction|decrease|increase|improvement|decline|fall|rise)s? (?:in|from|over) (?:(?!was|were|associat|with )[^.,;()%\ue000\ue001]){3,60} of (?:about |only |approximately )?(?:an? )?$|\bdifferences?(?:[:,]| =)? $|\bfrom \ue000 to \ue000[^\ue000;.()]{0,50} [(\[]$|\b(?:odds|risk|relative) (?:reduction|increase)[:,]? $|\b(?:risk|absolute|rate) difference,? $|\b(?:ARR|RRR|ARD|RD)[)\]]?(?:,| =|:| of| was)? ?$|\b(?:reduced|decreased|increased|declined|fell|rose) (?:about |approximately |only )?$",
    re.I,
)
LISTED_NAMES = pattern(
    r"(?:[Gg]roup|[Aa]rm) (?:[A-Z]|[IV]{1,3}|#)(?:, (?:[A-Z]|[IV]{1,3}|#))*,? and (?:[A-Z]\b|[IV]{1,3}\b|#(?=[,;.)]| respectively|$))"
)
"""A list of arms, "in group 1 and 2", which names none of them alone."""
SHARED_OUT = pattern(r",? and [^#@.;()]{2,60}?,? respectively\b")
""" "with balm and wax, respectively": the first of these names is not that of the last value."""
TOLD = re.compile(r"[^:;]{12,}[:;] [^:;]*\b(?:was|were) ")
"""Between a word such as "differences" and a number: a statement of its own, "were largest in men: cure rates were"."""
LOWEST_LEVEL = 50
"""Per cent; "30% UI" is a share with urinary incontinence, no uncertainty interval."""
ARM_AFTER = re.compile(
    r"^ ?[%)\]]{0,3}(?: ?\((?P<letter>[A-Z][A-Za-z]{0,9}|[A-Z]¤?)\)|,? (?:(?!than |and |vs |versus |compared |against |but |while |whereas |not )(?:[a-z]{3,12}|mm|cm|kg|mg|ml|mm Hg|mmHg|[A-Za-zµμ]{1,5}/[A-Za-z.]{1,6}) ){0,2}?(?:in|for|of|among|on|with|within|from) (?:the |(?:those|PEOPLE) (?:in|on|from|of) the )?(?P<group>(?:(?!in |of |occurred )[\w¤µ.+/-]+ ){1,4}?(?:group|arm)\b|(?:group|arm|Group|Arm) (?:[A-Z][+−]?(?![\w+−])|[IV]{1,3}\b|#))|,? (?:(?!than |and |vs |versus |compared |against |but |while |whereas |not )[a-z]+ )?(?:with|on|receiving|given|taking|after|allocated to|assigned to) (?:the )?(?P<word>(?![DWM]¤|[Dd]ay|[Ww]eek)[A-Za-z][\w¤+/-]{2,}(?: (?!\w+ed\b|had\b|were\b|was\b|greater\b|less\b|more\b)[a-z][\w-]{2,})?(?: plus [A-Za-z][\w¤-]+)?)(?=,|;|\.|\)|$| \w+ed\b| had\b| were\b| was\b| vs\b| versus\b| v\b| and\b| than\b| compared\b| \())".replace(
        "¤", MASK
    )
    .replace("#", NUMBER)
    .replace("PEOPLE", PEOPLE)
)
ARM_BEFORE = re.compile(
    r"(?:(?P<than>(?:than|that|those) (?:it was )?)?\b[Ii]n|\bthan) (?:the )?(?P<group>(?:[\w¤+/-]+ ){1,3}?(?:group|arm)|(?:group|arm|Group|Arm) [A-Z][+−]?)(?: \([^()]{0,12}\))?,? (?:(?!and |or |vs |versus |than |compared |by )[a-z]+ ){0,3}\(?$"
)
TIME_AFTER = pattern(rf" (?:{TIME})(?: post-?operatively)?,? after (?:the )?$")
""" "214 min after surgery": a time, and no arm."""
SAID_HIGHER = re.compile(r"\b(?:higher|more|greater|increased|longer|commoner|larger)\b", re.I)
SAID_LOWER = re.compile(r"\b(?:lower|less|fewer|smaller|decreased|reduced|shorter|rarer)\b", re.I)
BOTH_ARMS = re.compile(r"[^()]{0,40}\b(?:vs\.?|versus|v|compared with)\b")
_NAME = r"(?!(?:the|and|or|of|in|two|three|four|both|all|other|study|treatment) )[A-Za-z][\w¤+/-]*(?: (?!and\b|or\b)[\w¤+/-]+){0,2}?"
LISTED_ARMS = pattern(
    rf"[^#@;.]{{0,40}}?\b(?:of|(?P<drug>in|for|with|on|given|fed|taking|receiving|who (?:took|received|had|used))|among|to) (?:the |patients in the )?(?:(?P<kind>[Gg]roup|[Aa]rm)s? (?P<letters>(?:(?:[A-Z]|[IV]{{1,3}}|#), ){{0,4}}(?:[A-Z]|[IV]{{1,3}}|#),? and (?:[A-Z]|[IV]{{1,3}}|#))(?!\w| {PERSON})|(?P<names>(?:{_NAME}, (?:the )?){{0,4}}{_NAME},? and (?:with |in )?(?:the )?{_NAME})(?: (?:groups|arms)\b| ?(?:group|arm),? respectively\b|(?P<bare>(?(drug)(?: supplements)?,? respectively\b|(?!)))))"
)
ARM_OF_LIST = re.compile(r"(?:with |in )?(?:the )?(?P<name>[^,]+?)(?:, and |, | and |$)")
IN_A_LIST = re.compile(r"[)\]%]{0,2}(?:,| ?(?:[a-z/]{1,8} )?,? ?(?:and|v|vs\.?|versus)) ")
NOT_ARMS = set(
    "good poor adequate inadequate statistical significance patients those children both all total men women whom each either any these adults participants respect one this that which no a an the "
    "treatment therapy surgery disease their other others adjustment baseline randomisation randomization follow-up time intervention placebo-controlled most some morning evening night afternoon noon bedtime day".split()
) - {"treatment", "intervention", "surgery", "therapy"}
_NAME_BEHIND_FOR = r"for (?:the )?(?P<name>[A-Za-z][\w+-]{2,}(?: (?!and\b|or\b|v\b|vs\b|versus\b|compared\b|after\b|at\b|in\b|with\b|on\b)[A-Za-z0-9][\w+-]*){0,3})"
NAME_AND_NEXT = re.compile(r"[)\]%]{0,2} ?(?P<name>[A-Za-z][\w-]+)[;,] (?:and )?")
NAME_BEHIND = re.compile(r"[)\]%]{0,2} ?(?P<name>[A-Za-z][\w-]+)(?=[,;.)])")
CONTROLS = {"placebo", "control", "controls", "sham", "vehicle"}
"""Names of two arms right behind their values, "77 (60.2%) placebo; 74 (56.9%) velorin": one of them is a control."""
_LABEL = r"(?:vs\.? |versus )?(?P<name>(?!vs|versus)(?:[\w+/-]+ ){0,3}?[\w+/-]+)(?: ?\([nN] ?= ?[0-9]+\))? ?(?:[:=]|, ) ?(?:mean |median )?"
LABEL_BEFORE = re.compile(rf"(?:^|[(\[;,:.] ?|\bthe ){_LABEL}$")
NEXT_LABEL = re.compile(rf"[)\]%]{{0,2}}(?: ?[a-zA-Z/%²]{{1,8}})?[;,] ?(?:and )?(?:the )?{_LABEL}")
"""Names of two arms with a colon before their values: "control group: 12 ± 4 mg; balm group: 8 ± 4 mg"."""
FOR_AN_ARM = re.compile(
    rf"[)\]%]{{0,3}}(?: [a-z/]{{1,8}})? {_NAME_BEHIND_FOR}(?:,? (?:and|but|vs\.?|versus|v|against|compared (?:with|to))|,) (?:it was |only )?[(\[]?"
)
FOR_THE_OTHER = re.compile(
    rf"[)\]%]{{0,3}}(?: [a-z/]{{1,8}})? {_NAME_BEHIND_FOR}(?=[,.;)\]]|$|\s?\(| and\b| after\b| at\b)"
)
NO_ARM_BEHIND_FOR = re.compile(
    rf"{'|'.join(sorted(NOT_ARMS - {'surgery'}))}|.*(?:itis|emia|osis|ache|ality|ness|pathy|oma|uria|ting|ment|ysis)|{PERSON}"
    r"|(?:primary|secondary|overall|local|distant|early|late|mild|moderate|severe|total|pain|itch|itching|hives|rash|eczema|asthma|cough|nausea|sleep|mood|function|relapses?|recurrences?|cure|remission|response|death|survival|infections?|bleeding|failures?|success|sensitivity|specificity|weeks?|months?|years?|days?|hours?|quality|cancers?|stroke|stage|grade|groups?|score|scores|disease|fever|falls?|tumou?rs?)"
)
"""Words behind "for" that name an outcome or people, and no treatment."""
_ARM_NAME = r"(?P<name>(?!(?:the|an?|those|that|both|all|each|either|taking|given|receiving) )[A-Za-z][\w+/-]+(?: (?!(?:and|or|to|than|versus|vs|in|was|were|had|after|with|of) )[\w+/-]+){0,5})"
NAME_BEFORE_BRACKET = re.compile(
    rf"\b(?:after|with|on|in|for|of|to|given|from|among|than) (?:the |those |patients )?{_ARM_NAME} ?[(\[](?:mean |median )?$"
)
NEXT_BEFORE_BRACKET = re.compile(
    rf"(?: ?[A-Za-z/%²³]{{1,8}}[23]?){{0,2}}[)\]](?: [a-z]+){{0,5}},? (?:than|compared (?:with|to)|versus|vs\.?|v|and|or) (?:that |those )?(?:(?:after|with|on|in|for|of|to|among|from) )?(?:the )?{_ARM_NAME} ?[(\[](?:mean |median )?"
)
""" "rarer after balm (20%) than after wax (33%)": the name of an arm before each bracket."""
_BRACKET_BEHIND = r"[)\]%]{0,2} ?[(\[](?P<name>[A-Za-z0-9][\w+/. -]{1,40})[)\]]"
NAME_IN_BRACKET = re.compile(rf"{_BRACKET_BEHIND},? (?:and|or|v|vs\.?|versus|compared with) ")
LAST_NAME_IN_BRACKET = re.compile(_BRACKET_BEHIND)
""" "12% (early paste) and 13% (late paste)": the name of an arm in a bracket behind each value."""
SHORT_OF_GROUP = re.compile(
    rf"[)\]%]{{0,3}}(?: ?\(S\.?[DE]\.?\))?(?: (?!in |for |with |on )[a-z/]{{1,8}}){{0,2}} (?:in|for|with|on) the {_ARM_NAME},? (?:and|but|vs\.?|versus|v|compared with) (?:by |only )?[(\[]?"
)
""" "-4.7 ± 2.1 in the balm and -4.0 ± 2.0 mm in the wax group": the word group is printed once."""
TWO_OF_AN_ARM = re.compile(
    rf"[)\]%]{{0,2}}(?: [a-z/]{{1,8}})?,? respectively,? (?:in|for|with|on) (?:the )?{_ARM_NAME},? (?:and|but|versus|vs\.?|v|(?:as )?compared with) "
)
LAST_TWO = re.compile(
    rf"[)\]%]{{0,2}}(?: [a-z/]{{1,8}})?(?:,? respectively,?)? (?:in|for|with|on) (?:the )?{_ARM_NAME}(?=[,;.) ])"
)
""" "67% and 15%, respectively, in the balm group versus 47% and 50% in the wax group": two outcomes of each arm."""
SIDES = (
    ("one-sided", r"\b(?:one|1)[- ](?:sided|tailed)"),
    ("interaction", r"\binteract|P_?int(?:eraction)?\b"),
    ("trend", r"\btrend|P_?trend"),
    ("noninferiority", r"\bnon-?inferiority"),
    ("heterogeneity", r"\bheterogeneity"),
    ("two-sided", r"\b(?:two|2)[- ](?:sided|tailed)"),
)
SAID_AS_LESS = re.compile(
    r"\b(?:less (?:common|often|frequent|likely|pain|severe)\w*|fewer|lower(?:ed|s)?|rarer|shorter|smaller|reduc\w+|decreas\w+|fell|declin\w+)\b[^\ue000;.]{0,90}$",
    re.I,
)
""" "were less common with balm (risk difference 12%)": the words tell the direction, the number only how much."""
COMPARED = re.compile(
    r"\b(?:lower|higher|less|fewer|more|greater|longer|shorter|older|younger|better|worse)\b"
)
LESS_BEHIND = pattern(rf"{unit(2)} (?:fewer|less|lower|shorter)\b")
THAN_OTHERS = pattern(
    rf"{unit(3)} (?:lower|higher|less|fewer|more|greater|longer|shorter|older|younger|further)\b"
)
SPREAD_WORDS = re.compile(r"IQR|ange|uartile|Q.[-–]Q|centile|min|max")
ANY_TUPLE = pattern(r"#[^#]{0,30}[(\[] ?#")
OF_N = pattern(
    r" ?(?:[A-Za-z /]{2,25}: ?)?(?:[Oo]f|[Aa]mong|[Oo]ut of) (?:the |all |a total of )?(?P<n>#|@)(?![%/.])[^#@]{0,60}"
)
PCT_PAIR = pattern(r"(?<!# of )(?P<first>#) (?:vs\.?|versus|v\.?|and|or|compared with) (?P<second>#) ?%")
PCT_PAIR_ALONE = pattern(r"[(\[](?P<first>#) (?:vs\.?|versus|v\.?) (?P<second>#) ?%(?=[)\],;])")
""" "(6 vs. 2.2%; P = .03)": one percent sign for both, though one of them has no decimals."""
MEAN_SHARES = pattern(
    r"\b(?P<what>[Mm]ean|[Mm]edian)(?: [a-z-]{3,15}){0,3}, (?P<a>#) ?% (?:v|vs\.?|versus|and) (?P<b>#) ?%"
)
""" "(mean score, 59% v 38%)": means of a score in per cent, no shares of people."""
PCT_LIST = pattern(r"(?P<a>#), (?P<b>#),? and (?P<c>#) ?%")
BEHIND_SHARE = re.compile(
    rf"(?:of|in|for|with|on|at|to|by|from|among|after|and|or|vs|versus|than|compared|were|was|had|have|has|who|as|when|during|respectively|(?:[a-z]+ed|CI|confidence|reduction|increase|decrease|improvement|lower|higher|less|more|risk|chance|response|survival|rate|power|White|Black|Asian|Hispanic|Caucasian|African|Latin\w*|{PERSON}))\b"
)
"""Words behind the percent sign of a share; another noun that is repeated there names a strength ("0.2% CHX")."""
CHANGED = re.compile(
    r"\b(?:reduc|decreas|increas|improv|declin|lower|shorten|lengthen|prolong|slow|rais|boost|enhanc|diminish|attenuat|lessen|suppress|inhibit|higher|greater|exceed|differ)\w*|\b(?:fell|rose|cut|grew|lost|gained|dropped)\b"
)
OF_A_CHANGE = pattern(rf"(?<![≥>≤<] )(?<![≥>≤<])# ?{DOSE} ?[(\[] ?$")
SIGNIFICANT_DIFFERENCE = re.compile(
    r"\b[Dd]ifferences?(?: [a-z-]+){0,9} (?:was|were|is) (?:not |non-?)?(?:statistically )?significant"
)
""" "The difference was not significant (0.81, ...)": a judgement, which names no measure of the numbers behind it."""
TIMES = re.compile(r"(?: ?%)?(?:-fold|[)\]]? times (?:as|higher|lower|more|less|greater|likelier)\b)")
PCT_OF = pattern(r" of (?:the |all )?(?P<n>#)")
N_AGAINST = pattern(r"[(\[][nN] ?= ?(?P<x>#),? (?:v\.?|vs\.?|versus|and) (?:[nN] ?= ?)?(?P<x2>#)[;,] ?[Pp]\b")
N_EQUALS = pattern(r"(?<![A-Za-z])[nN]\.? ?[=:] ?(?P<n>#)(?! ?%)")
N_OF_THINGS = re.compile(
    r" (?:[a-z-]+ )?(?:per\b|tablets|capsules|doses|tubes|vials|sessions|visits|injections|items|questions|samples|measurements|images|sites|cent(?:re|er)s|stud(?:y|ies)|trials|articles|replicates|experiments|(?:days|weeks|months|times)\b)"
)
""" "(n = 2 tablets)", "n = 3 per week": no people."""
N_MORE = pattern(r"(?:,? and |, ?| vs\.? | versus | ?/ ?)(?P<n>#)(?=[)\];]|,? and #|, ?#)")
TRIAL_VERB = r"(?:randomi[sz]ed|randomly|enrol+ed|recruited|included|assigned|allocated|analy[sz]ed|completed|participated|screened|eligible|evaluated|studied|evaluable|underwent|received|receive|allotted|available|entered|treated|followed|registered|undergoing|consented|in the (?:intention|analysis|full|per|safety|primary)|contributed|provided|chosen|selected|met (?:the |all |our )?(?:inclusion|eligibility|entry|study|selection)|assessed for eligibility|were available|had (?:available|complete)|chose|took part|in total|among)"
_HAPPENED = r"(?:died|relapsed|progressed|withdrew|improved|survived|were cured|dropped out|discontinued|responded|recovered|developed|experienced|achieved|occurred|stopped|reported|complained of|suffered|left|refused|declined|were (?:subsequently |later )?(?:lost|excluded|withdrawn)|reached (?:an?|the) |met the (?!(?:[a-z-]+ )?(?:criteria|eligib|inclusion|entry))|had to be |required|needed|preferred|opted|had (?:an? |at least one |one or more |serious |severe |major |minor |local ){0,3}(?:complications?|adverse|relapses?|infections?|recurrences?|events?|side effects|bleed\w*))"
OF_THEM = pattern(
    rf"(?:^|; )(?:[A-Za-z /]{{2,25}}: ?)?[Oo]f (?:the |all )?(?P<n>#|@)(?! ?%)[^#@;.]{{1,80}},? (?P<x>#|@) (?:[a-z]+ly )?{_HAPPENED}"
)
OF_BEHIND = pattern(r"[)\]]? ?(?:of (?:the |all )?|(?:[a-z-]+ )?among (?:the )?|/)(?P<n>#)(?! ?[%/])")
OF_BOTH_BEHIND = pattern(
    rf"[)\]]?(?: {PERSON})?,? (?:respectively,? )?(?:of|in|among|out of) (?:the |respectively |a total of )?(?P<a>#) and (?P<b>#)(?=,? (?:[a-z-]+ ){{0,2}}?(?:{PEOPLE}|respectively)\b)"
)
""" "four (15.4%) and 28 (34.1%) among 26 and 82 people": the numbers of people of two counts behind both."""
ALL_OF = pattern(
    rf"\b(?:observed|seen|found|noted|achieved|occurred|reported|present|detected|recorded|obtained|documented|confirmed|visible) in all (?:of the |the )?(?P<n>#|@)(?: (?!of\b|to\b)[^\s#@();:%,.]{{1,24}}){{0,3}}? {PERSON}"
)
_IN_ARM = r"(?: [a-z-]{3,15}){0,2} (?:in|from|on|with) (?:(?:the )?(?:[\w¤+/-]+ ){1,3}?(?:groups?|arms?)\b|(?:group|arm) (?:[A-Z]|[IV]{1,3})\b)"
_GIVEN = r" (?:who (?:received|were given)|on|given|receiving|taking|treated with|allocated|assigned to) (?:the )?[\w-]+(?: (?:groups?|arms?)\b)?"
_AGAINST = r"(?:and|v|vs\.?|versus|(?:as )?compared (?:with|to))"
IN_PEOPLE = pattern(
    rf"(?:^ ?|[,;] (?:and )?)[Ii]n (?P<x>#|@) {PEOPLE},? (?!who|with|aged|under|we |\()(?:(?!compar|stud|random|assess|evaluat|investig|trial|effect|treat|exam|measur|receiv|underg|under|test|given|perform|conduct|determin|record|analy|obtain|respon|mean|median|averag|percent|rate|than [a-z]|lower|higher|better|worse|greater|shorter|longer)[^#@;.]){{3,70}}(?:\.|;|,|\(|$|#|@)"
)
""" "In 26 patients the ulcers were bleeding": a count, in a sentence without a word of a trial."""
PEOPLE_HAD = pattern(
    rf"(?:^ ?|: |; |, (?:and )?)(?P<x>#|@)(?: (?!of\b|to\b|or\b|and\b)[a-z-]{{3,15}})?? {PEOPLE} (?:(?:had|showed|developed|reported|experienced|attended|logged|preferred|remained|became|were) (?!(?:an? )?(?:mean|median|average|baseline|history|total|follow|complet)|been\b|available|eligible|excluded for|included|enrol|recruit|random|assign|alloc|analy|evalua|assess|treat|stud|follow|screen|given|female|male|aged|divided|entered|needed|required|lost|registered|consent|admitted|selected|in the|on |from |to )[a-z])"
)
""" "Seven patients were free of pain", "264 players had injuries": a count at the start of its sentence."""
MEDIAN_NOT_REACHED = pattern(
    r"\b[Mm]edian(?: [^\s@;()#]{1,18}){1,8}? (?:was|were|is|had) (?P<nr>not (?:yet |been )?reached|NR)\b(?! ?[(\[])(?P<rest>[^#@;()]{0,60}?(?:\bvs\.?|\bversus|\band|\bcompared with) (?:was )?(?P<m>#)(?= (?:days?|weeks?|months?|years?)\b))?"
)
NONE_IN = re.compile(
    r"\b(?:vs\.?|versus|and|with|than|to) none (?:in|with|on) (?:the )?(?:[\w-]+ ){1,3}?(?:group|arm)\b"
)
_NOUN = r"(?:deaths?|complications?|infections?|relapses?|recurrences?|withdrawals?|failures?|reactions?|burns?|fractures?|leaks?|bleeds?|cases(?: of [a-z]+)?)"
_OF_ARM = r"(?:occurred )?(?:in|with|after) (?:the )?(?:[\w-]+ ){0,3}?(?:[\w-]+|[Gg]roup #)"
SEXES = pattern(
    r"(?<![A-Za-z])(?P<v>#) ?M ?[,/;] ?(?P<v2>#) ?F\b|(?P<x>#) (?:men|males?|boys)(?:,| and|,? and| ?/| ?;) ?(?P<x2>#) (?:women|females?|girls)\b|(?P<y>#) (?:women|females?|girls)(?:,| and|,? and| ?/| ?;) ?(?P<y2>#) (?:men|males?|boys)\b|(?P<z>#) ?/ ?(?P<z2>#) (?:males?/females?|males? and females?|M/F|men/women|females?/males?|F/M|women/men)\b"
)
""" "35 men, 32 women", "18/32 male/female": two counts, which add up to the people."""
THERE_WERE = pattern(
    r"\b[Tt]here (?:were|was) (?P<x>#|@|no(?! (?:other|further|additional|more)\b))(?:,? and (?P<x2>#|@))?(?: (?!significant|evidence|difference|statistical|in |of )[a-z/-]{2,30}){0,4}? (?:deaths?|mortalit(?:y|ies)|events?|infections?|relapses?|recurrences?|complications?|fractures?|perforations?|leaks?|bleeds?|cases|withdrawals?|failures?|reactions?|injuries)(?P<more>(?:,| and) )?"
)
EVENTS_VERSUS = pattern(
    rf"[(\[](?P<x>#)(?: {PERSON})? (?:v|vs\.?|versus) (?P<x2>#)(?P<who> {PERSON})?(?=[)\];,])"
)
COUNTED = re.compile(
    rf"\b(?:more|fewer) (?:of the )?{PEOPLE}|\bthere were (?:[a-z]+ )?(?:more|fewer) |\b(?:incidence|frequency|occurr\w+|deaths?|died|mortality|numbers?|events?|complications?|infections?)\b",
    re.I,
)
MEASURED = re.compile(
    r"%|\b(?:means?|medians?|averages?|scores?|scales?|aged?|levels?|rates?|per|duration|length|points?)\b",
    re.I,
)
"""Words of a sentence whose numbers in brackets may be measured, not counted."""
NO_EVENTS = re.compile(
    r"\b[Nn]o (?!other |further |additional |more )(?:[A-Za-z-]+,? ){0,9}?(?:(?:occurred|died|relapsed|withdrew)\b|(?:was|were|has been|have been) (?:reported|observed|seen|recorded|noted|detected|found|encountered|documented|deemed|considered|judged|attributed|lost)\b)|\b[Nn]o (?:patient|participant|child|woman|man|infant|adult|person)s? (?:in (?:either|any|the [\w-]+(?: (?:or|and|nor) [\w-]+)?) (?:groups?|arms?) )?(?:died|needed|required|reported|had|developed|withdrew|experienced|was lost)\b"
)
NNT_ALONE = pattern(
    r"(?:\b[Nn]umbers? needed to (?:treat|harm)(?: for an additional (?:beneficial|harmful) outcome)?|(?<![A-Za-z])NNT[BH]?)(?: \(NNT[BH]?\))?(?:,| was| of|:| ?=)? ?(?P<m>#)(?=[)\];,. ]|$)(?! ?%)"
)
OF_PCT = pattern(
    r"^ ?(?:[A-Za-z /]{2,25}: ?)?(?:[Oo]f|[Aa]mong) (?:the |all )?(?P<n>#) [^#@,;()]{3,50}, (?P<p>#) ?%"
)
COUNT_PAIR = pattern(r"[^#@]{0,60}[(\[] ?(?P<p>#) ?% ?(?:vs\.?|versus|v\.?|and) (?P<q>#) ?%")
BARE_MEAN = pattern(
    r"\b(?P<what>[Mm]ean|[Aa]verage|[Mm]edian)(?!s? \()(?:(?:d|(?: (?:[^\s@;():]{1,18}|\([A-Z]{2,5}\))){0,14}?(?: (?:was|were|of|is|age,?)|:))|,)? [£$€]?(?P<m>#|@(?= (?:hours|days|weeks|months|years)\b))(?P<rest>%?(?: [^\s#@;(),.]{1,12}){0,3}?(?:,? (?:in|for|on|with) (?:the )?[\w-]{2,20}(?: [\w-]{2,20}){0,5}?(?: #)?,?| ?[(\[][A-Za-z][\w +/-]{1,30}[)\]])?(?: and| v\.?| vs\.?| versus| against| compared (?:with|to))(?: (?:an? )?[a-z]{2,10}){0,3} (?:[A-Z]: )?(?P<m2>#|@))?(?! ?%?[-–] ?#|- | ?(?:±|[(\[/])|,? SD|(?: years?| months?)? (?:and|or) (?:older|younger|over|above|more))"
)
TIME_OF = re.compile(r"\b(?:start|end|course) of (?:the )?$")
""" "mean change at the end of 2 h": no mean."""
MEAN_RELATIVE = pattern(
    r"\b[Mm]eans?\b[^@;()±]{3,110} (?:relative to|minus|in excess of) (?:the )?(?!baseline|before)[a-z][\w-]+(?: (?:group|arm))? (?:was|were|of) (?P<a>#)(?: (?:or|and) (?P<b>#))?(?! ?[(\[±%])"
    r"|\b[Mm]eans? (?:[a-z-]+ ){0,4}?(?:placebo|control|sham|vehicle)-(?:subtracted|corrected) (?:[a-z-]+ ){1,5}?(?:was|were|of) (?P<c>#)(?! ?[(\[±%])"
)
""" "mean flow with 4 or 9 mg relative to chalk was 112 or 134 mL": differences, no arm's mean."""
BARE_LIST = pattern(
    r"\b(?:(?P<what>[Mm]eans?|[Aa]verages?|[Mm]edians?)(?! (?:of )?(?:differences?|ratio))(?: (?:[^\s#@;()]{1,18}|\([A-Z]{2,5}\))){0,11}? (?:was|were|of|by|is)|on average,? by|by an? average of) (?P<list>(?:#%?(?: [a-zµ/]{1,10})?, ?){0,5}#%?(?: [a-zµ/]{1,10})?,? and #)(?P<behind>(?! ?[-–±/(\[] ?#| ?[(\[](?! ?[Pp]\b))(?:[^#@;()]{0,90}))"
)
RATE_BEHIND = pattern(
    r" ?(?:(?:(?!per |and |or |vs |in |to )[a-z-]{2,15} ){0,6}?per|/) ?(?P<base>#)? ?(?:person|patient|child|woman|women|participant|device|catheter|bed|ventilator|hospital)s?(?:[’']s?)?[-/ ](?:years?|months?|days?|weeks?|hours?)"
)
FALLEN_BY = re.compile(
    r"\b(?:[Rr]educ\w+|[Ll]ower\w*|[Dd]ecreas\w+|[Dd]eclin\w+|[Ff]ell|[Dd]ropped)\b[^\ue000;().]{0,70} (?:by|of) (?:an? )?(?:mean |average |median )?(?:of )?$"
)
CHANGE_BY = pattern(
    r"\b(?:[Rr]educ\w+|[Ll]ower\w*|[Dd]ecreas\w+|[Ii]ncreas\w+|[Ff]ell|[Rr]ose|[Cc]ut|[Rr]aised)\b[^#;()]{0,60} by (?:about |approximately |an estimated |an average of )?$"
)
TWO_REDUCTIONS = re.compile(
    r"\b(?P<first>[Rr]elative|[Aa]bsolute) and (?:absolute|relative) (?:risk )?(?:reductions|increases|differences)\b"
)
RELATIVE_REDUCTION = pattern(
    r"(?<![<>≤≥] )(?<![<>≤≥])(?P<m>#) ?% relative (?:risk )?(?:reduction|increase)s?\b(?! or (?:more|greater))"
)
RATE_NAMED = pattern(
    r"\b[Rr]ates?\b[^#@;()]{0,60}? per (?:#? ?(?:person|patient|child|woman|participant)s?[- ](?:years?|months?|weeks?|days?))[^#@;()]{0,60}? (?:was|were|of) (?P<m>#)(?! ?%)(?= (?:in|with|on|for|vs\.?|v|versus|and|compared)\b)"
)
RATE_BEFORE = pattern(r"(?P<m>#) (?:vs\.?|v|versus|and|compared with) $")
RATE_PARTNER = pattern(
    r"^[^#@;()]{0,90}\b(?:compared with|compared to|vs\.?|v|versus|and|against) (?P<m>#)(?= (?:in|for|with|on|among) |[.,;)]| \()"
)
RATIO_IN_WORDS = pattern(
    rf"[)\]]? ?(?:of |was |=|:|,)? ?(?P<m>#)(?P<u> [^#;,()\[\]]{{3,60}}(?:#[^#;,()\[\]]{{1,25}})?) ?[(\[] ?{LIM} ?[)\]]"
)
OWN_NUMBER = pattern(r"[)\]]?(?:,| of| was| ?=|:)? ?(?P<m>#)")
RATIO_ALONE = pattern(
    rf"[)\]]?(?:,| of| was| ?=|:)? ?(?P<m>#)(?=(?:;|,) ?[Pp]\b| ?[)\]]|;| ?[(\[][Pp] ?[=<>]|, ?(?:absolute )?(?:risk )?differ|\. ?$| at # {TIME})"
)
TIMES_ALONE = pattern(
    r"(?<![≥≤<>±] )(?<!least )(?<!than )(?<!least a )(?<!# to )(?<!#-)(?<!#–)(?P<m>#)(?:[- ]?fold|[- ]times)"
    r" (?:as [a-z]+|(?:(?:in|de)crease|reduction|rise|more|less|higher|lower|greater|larger|longer|shorter|fewer|faster|slower|likelier)s?)\b"
)
""" "3.2 times more failures", "a 1.7-fold increase": a ratio that is printed without its name."""
CHANGE_ALONE = pattern(r"[(\[](?P<m>#)(?: ?[a-zA-Z/²]{1,8}){0,2}[;,] ?[Pp] ?[=<>]")
""" "pressure fell (-12 mmHg; p < .001)": a change by its sign."""
AUC_ALONE = pattern(
    r"[)\]]?(?:,| of| was| ?=|:)? ?(?P<m>#)(?! ?[(\[;,] ?(?:#(?! of| ?/)|CI))(?= ?[(\[;,.)]| and | in | for | v)"
)
RATE_BASE_BEFORE = pattern(
    r"\brates?(?:/| per )# ?(?:person|patient|child|woman|participant)s?[- ](?:years?|months?|weeks?|days?)[^;()]{0,80}$"
)
""" "(rate/1000 person-years 38.3 [28.0, 52.5] and 71.5 [56.7, 90.2]": rates, and no change."""
LOWER_AFTER = re.compile(r" ?%?[)\]]? ?(?:[(\[][^()\[\]]{1,20}[)\]])? ?(?:lower|less|fewer|shorter)\b")
MORE_OR_FEWER = pattern(
    r"# (?P<low>more|fewer|less|higher|lower) (?:to|through) # (?P<high>more|fewer|less|higher|lower)\b"
)
""" "(95% CI 23 fewer to 78 more)": limits whose signs are words."""
MORE_BEFORE = pattern(
    r"(?P<m>#) (?P<sign>more|fewer|less)\b[^#@;.()\[\]]{0,80}(?:per #[^#@;.()\[\]]{0,40})? ?[(\[]$"
)
RATIO_COMMA = pattern(r"[)\]]?(?:,| of| was| ?=|:)? ?(?P<m>#)[;,] ?(?P<a>#) ?[,;] ?(?P<b>#)(?=[)\]])")
""" "OR 1.06; 1.01, 1.11": a ratio and its limits, all parted by signs."""
RATIO_PAIR = pattern(
    r"[)\]]?(?:,| of| was| were| ?=|:)? ?(?P<m>#) and (?P<m2>#)(?=,? ?[(\[]?[Pp] ?[=<>≤≥]|,? respectively)"
)
""" "HR: 1.59 and 1.63, P < .001, respectively": the ratios of two outcomes or arms."""
DIFFERENCE_ALONE = pattern(
    rf"[)\]]?(?:,| of| was|:| ?=)? ?(?P<m>#)(?! ?%){unit(2)}(?=[,;] ?[Pp]\b| ?[(\[][Pp] ?[=<>])"
)
""" "(difference between groups = -4.5 mm Hg, P = .004)": a difference without its interval."""
RATIO_UNNAMED = pattern(r" [a-z]{3,} [(\[](?P<m>#)[;,] ?[Pp]\b")
RATIO_OF_SOMETHING = pattern(r" (?:for|of|in|with) (?:#-)?[^#@;:()\[\]]{3,60}[, ](?P<m>#)(?=[;,] ?[Pp]\b)")
""" "hazard ratio for death with balm alone, 1.17; P = .03": a ratio, what it is of, its number and its P value."""
RESULT_BEFORE = re.compile(
    r"\b(?:was|were|is|had|showed|shown|achieved|produced|led to|resulted in|with|by|experienced|gave|yielded|saw|observed|reported|found|demonstrated|received|of|corresponding to|representing)\b"
)
SECOND_CHANGE = re.compile(
    r"\ue000 ?%(?:,|,? and|,? or) $|\b(?:by|vs\.?|versus|v|compared with|compared to|than) (?:about |only )?$"
)
_WORDS = r"(?: (?!vs?\b|versus\b|±)[a-z][\w.-]{0,14}){0,5}"
_PAIR = rf"(?: [a-z][\w-]{{1,15}}){{1,6}} [(\[](?:(?:[a-z-]+),? )?(?P<a>#){_WORDS} (?:vs\.?|v\.?|versus|and) (?P<b>#){_WORDS}(?=[,;)\]])"
_NAMED_MEAN = r"\b(?P<what>[Mm]eans?|[Mm]edians?)\b(?! ?[(\[±])[^#@;()±]{3,90}"
MORE_OR_LESS = re.compile(
    r"\b(?:[Hh]igher|[Ll]ower|[Gg]reater|smaller|[Ll]onger|[Ss]horter|less|[Mm]ore|[Ff]ewer|larger|better|worse|improve\w*|(?:de|in)creas\w+|reduc\w+|declin\w+|fell|rose|change[sd]?|differences?)\b"
)
MEASURED_IN = re.compile(rf" ?(?:{DOSE}|{TIME}|m\b|meters|metres|percentage points)")
SURVIVAL_TIMES = pattern(r"[(\[]# (?:and|vs\.?|v|versus) # (?:months|weeks|years)\b")
""" "survival (15.6 and 17.2 months)": such times are medians, where no average is named."""
OF_A_RATE = re.compile(
    r"\b(?:(?<!filtration )(?<!heart )rates?|(?<!hazard )ratios?|odds|proportions?|percentages?|incidence|ages?|costs?)\b",
    re.I,
)
_UNIT = r"(?: ?(?!(?:in|with|for|on|of|to|and|v|vs)\b)[a-zA-Zµμ][\w/²³]{0,9}(?: Hg| points?)?)"
_OF_GROUP = r" (?:in|with|for|on|after|among) (?:the |those )?[A-Za-z]"
_JUDGED = r"(?:,? respectively)?(?= ?[,;]? ?[(\[]?[Pp]\b|[,;] ?(?:Adj[A-Z]\w+|(?:[Mm]e(?:an|dian) )?difference)\b|,? and # (?:v|vs\.?|versus) #)"
_TO = rf"(?: [(\[]to # ?{_UNIT}?[)\]])?"
WITH_ITS_END = pattern(rf"(?:{_UNIT}?{_TO}(?<=[)\]]))?")
""" "27.0 mm Hg (to 125.8 mm Hg)": what a change led to."""
AMOUNTS_AGAINST = (
    pattern(
        rf"(?:[(\[]|: |,? and )(?P<a>#)(?: [a-zA-Zµ]{{1,6}}){{0,2}} (?:v|vs\.?|versus) (?P<b>#)(?: (?!%)[a-zA-Zµ][\w/.¤]{{0,12}}\.?(?: [a-zA-Z/]{{1,10}}¤?){{0,2}})?{_JUDGED}"
    ),
    pattern(
        rf"(?:[(\[]|: |\bwere |\bwas |,? and )(?P<a>#)(?: mm ?Hg)? (?:v|vs\.?|versus) (?P<b>#)(?P<u> mm ?Hg){_JUDGED}"
    ),
    pattern(
        rf"[(\[](?P<a>#)(?: {TIME})? (?:v|vs\.?|versus) (?P<b>#) (?P<u>{TIME})(?=[,;] ?(?:[Pp]|HR|hazard)\b)"
    ),
    pattern(rf"[(\[](?P<a>#) and (?P<b>#) {TIME}(?=[,;] ?[Pp] ?[=<>])"),
    pattern(  # "between balm and wax in itch (9 and 11 days, respectively"
        rf"\bbetween (?:[\w-]+ and [\w-]+|(?:the |both |two ){{0,2}}groups) (?:in|for) (?:(?! and )[^#@();,]){{3,60}}[(\[](?P<a>#){_UNIT}? and (?P<b>#)(?P<u>{_UNIT})?,? respectively(?=[,;)])"
    ),
    pattern(
        rf"\b(?:was|were|of|by|averaged|from # ?{_UNIT}? ?to) (?P<a>#)(?P<u>{_UNIT})?{_TO}{_OF_GROUP}(?:[^#@;()%]{{2,40}}|roup #),? (?:and|but|versus|vs\.?|v|(?:as )?compared with|than)(?: only| by| an? [a-z]+ of| it was|(?: an? [a-z]+)? from # ?{_UNIT}? ?to){{0,2}} (?P<b>#)(?(u){_UNIT}|(?! ?%)){_TO}{_OF_GROUP}"
    ),
    pattern(
        rf"\b(?:was|were|of|by) (?P<a>#)(?P<u>{_UNIT})?{_OF_GROUP}[^#@;()%]{{2,40}},(?: and)? (?P<b>#){_UNIT}?{_OF_GROUP}[^#@;()%]{{2,40}},? and (?P<c>#)(?(u){_UNIT}|(?! ?%)){_OF_GROUP}"
    ),
    pattern(
        rf"\b(?:was|were|of|by) (?:(?P<a>#){_UNIT}?, )?(?P<b>#){_UNIT}?,? and (?P<c>#)(?P<u>{_UNIT})?{_OF_GROUP}[^#@;()%]{{4,80}} and [^#@;()%]{{2,30}}(?:groups|arms|respectively)\b"
    ),
    pattern(  # "lower in the balm group (2.5 per day) than in the wax group (4.7 per day)"
        r"\b(?:group|arm) [(\[](?P<a>#)(?P<u> per [a-z]+| mm ?Hg| points| days| hours| weeks| months| minutes| min| h)[)\]],? than (?:in )?(?:the )?[^#@;.()]{2,40} [(\[](?P<b>#)(?P=u)"
    ),
    pattern(
        rf"(?<!than )(?P<a>#) (?P<u>{TIME})(?: (?:with|in|for|on|after) [^#@;()]{{2,40}})?,? (?:compared with|versus|vs\.?|v) (?P<b>#) (?P=u)(?: (?:with|in|for|on|after) [^#@;()]{{2,40}}(?: [(\[][^()]{{3,12}}[)\]])? and (?P<c>#) (?P=u))?"
    ),
)
""" "use was higher with chalk (5.2 v 3.1 units, P = .01)", "after 18.4 days, compared with 24.2 days": amounts with decimals, whose average is not named."""
NUMBERS_IN_BRACKET = pattern(rf"(?<![Mm]ean )(?<![Mm]edian )\bnumbers? of{_PAIR}")
OF_OTHERS = re.compile(r" ?% ?(?:females?|males?|women|men|boys|girls|(?:person|patient)s?[- ])")
N_ARMS_NAMED_BEHIND = pattern(
    rf"(?i:{PEOPLE}) [(\[](?P<n>#) [a-z][a-z -]{{3,25}}[,;] (?:and )?(?P<n2>#) [a-z][a-z -]{{3,25}}[)\]] were (?:randomi[sz]|assigned|allocat|enrol|includ)"
)
""" "Participants (55 high dose, 52 standard dose) were randomised": the people of both arms."""
N_ARMS_IN_BRACKETS = pattern(
    r"\b(?:[Rr]andom|[Aa]llocat|[Aa]ssign)[^.;]{0,120}[a-z] [(\[](?P<n>#)[)\]],? (?:or|and|versus|vs\.?) (?:[a-z-]+ ){1,6}[(\[](?P<n2>#)[)\]]"
)
""" "allocated to balm (53) or chalk and tape (56)": the people of both arms."""
PARTICIPANTS = re.compile(
    r"\b(?:[Pp]articipants|[Pp]atients|[Ss]ubjects|[Pp]opulation|PARTICIPANTS|PATIENTS|SUBJECTS)[\s.:*]{1,6}$"
)
SEX = re.compile(r" (?:(?:fe)?males?|(?:wo)?men|boys|girls|M(?= ?[/,;])|F(?= ?[);,]))\b")
ENTERED = re.compile(
    r"\b(?:randomi[sz]ed|randomly|enrol+ed|recruited|participated|took part|cross-?over (?:design|trial|study))\b"
)
_ARM_NAMED = r"(?:the )?(?P<arm>(?:(?!the )[A-Za-z][\w-]* ){1,3}?(?:group|arm))"
_OF_AN_ARM = rf"(?P<n>#)(?: (?i:{PEOPLE})(?:, | in | from )| in ){_ARM_NAMED}"
_OF_ARMS = re.sub(r"\?P<\w+>", "?:", _OF_AN_ARM)
N_OF_ARM = pattern(_OF_AN_ARM)
N_OF_ARMS = pattern(rf"[(\[]{_OF_ARMS}(?:[;,] (?:and )?{_OF_ARMS}){{0,3}}[)\]]")
""" "(59 in balm group; 83 in wax group)", "(30 adults, balm group)": the people of arms."""
ARM_BEHIND_N = pattern(
    rf"(?: (?:[a-z-]+ ){{0,2}}?(?i:{PERSON}))?(?: (?:were|was|had been))?(?: (?:randomly )?(?:assigned|allocated|randomi[sz]ed|analy[sz]ed|included|enrolled|treated|recruited))?(?: (?:in|to|into|from|of) | ?[(\[])(?:the )?(?P<arm>(?:(?!(?:the|and|or|in|of|to) )[\w¤+/-]+ ){{1,4}}?(?:group|arm)\b(?!,? (?:and|or) (?!#|@))|[Gg]roup (?:[A-Z]|[IV]{{1,3}}|#|@)(?![\w+]|,? (?:and|or) ))"
)
""" "125 in the tube group", "46 adults (balm group)": the group of so many people."""
_ARM_WORD = r"[A-Za-z][\w¤+/’'-]*"
_ARM_WORDS = rf"(?!(?:receive|received|either|[Tt]he|an?|undergo|or|and|to|with|without|as|at|[Ii]n|[Ff]rom|[Mm]eans?|[Mm]edian|[Ww]hile|on|after|before|[Cc]lass|[Gg]rade|[Ss]tage) ){_ARM_WORD}(?: (?!(?:or|and|to|versus|vs|with|the|in|were|was|at|for|of|from|by|as|than|had|given|received?|receiving|took) ){_ARM_WORD}){{0,3}}"
FOR_AN_N = pattern(rf" (?:for|on|receiving) (?P<arm>{_ARM_WORDS})(?=[,;)]|,? and )")
""" "N = 357 for placebo": the arm of so many people."""
OF_SO_MANY = pattern(rf"[(\[]# {PEOPLE}[)\];,]")
""" "balm (63 adults) or wax (66 adults)": people in a bracket behind the name of their arm."""
N_WITH_NAMES = (
    pattern(
        rf"[(\[](?P<arm>{_ARM_WORDS})(?: ?[:=]|,) ?(?P<n>#)(?: {PEOPLE})?[,;] ?(?:and )?(?P<arm2>{_ARM_WORDS})(?: ?[:=]|,) ?(?P<n2>#)(?: {PEOPLE})?[)\];,]"
    ),
    pattern(rf"[(\[](?P<n>#) (?P<arm>{_ARM_WORDS})(?:,|;|,? and) (?P<n2>#) (?P<arm2>{_ARM_WORDS})[)\]]"),
)
""" "(balm: 26, wax: 25)", "(26 balm and 27 wax)": people that are read elsewhere, with the names of their arms."""
N_GIVEN = re.compile(r"\b(?:random|assign|allocat|receiv|treated|given|underwent)")
N_LETTERED = pattern(
    rf"(?P<n>#|@)(?: [a-z-]+){{0,2}}? {PEOPLE} [(\[](?P<arm>(?:[Gg]roup|[Aa]rm) (?:[A-Z]|[IV]{{1,3}}|#)(?![\w+]))"
)
""" "30 adults (Group A) received balm"."""
N_BEHIND_ARM = pattern(rf"(?P<share>% (?:of|in|for) )?{_ARM_NAMED} [(\[](?P<n>#) (?i:{PEOPLE})[)\]]")
""" "7.5% of the balm group (34 adults)": the people of an arm behind its name."""
N_IN_BARE_BRACKETS = pattern(
    r"\b(?:[Rr]andomi[sz]ed|[Aa]llocated|[Aa]ssigned) (?:to |receive |either |treatment with ){1,3}"
    r"(?P<list>[^();:@]{2,70} [(\[]#[)\]](?:,? [^();:@]{2,70} [(\[]#[)\]]){1,4})"
)
""" "allocated to receive wax (66), 1 g balm (65) or 2 g balm (60)": the people of every arm."""
ONE_BARE_BRACKET = pattern(
    r"(?:(?:and|or|versus|vs\.?|v) )?(?:to )?(?:the )?(?P<arm>[^\s();:,][^();:,]*) [(\[](?P<n>#)[)\]]"
)
N_NAMED = pattern(
    r"\b(?:analys[ei]s|population|sample|randomi[sz]ed|assigned|allocated|enrol+ed|completed|patients|participants) [(\[](?P<n>#) [a-z-]+(?: [a-z-]+){0,3}?(?:,|;| and) (?P<n2>#) (?:[a-z-]+ ){0,3}?[a-z-]+[)\]]"
)
MORE_ARM = pattern(
    r"(?P<n1>#|@)(?: (?![(\[])[^\s#@;.]{1,18}| [(\[][^()\[\]]{0,120}[)\]]){1,9}? and (?P<n2>#|@) (?:(?:eyes|knees|legs|hips|teeth) (?=with))?(?:were |was )?(?:assigned |allocated |treated |randomi[sz]ed )?(?:(?:to|with|received|on|given|in|by|underwent|used|who received|taking|receiving|undergoing|using) (?!#)[a-zA-Z]|controls?\b)"
)
HARMS = re.compile(
    r"\b(?:as a result of|because of|due to|[Aa]dverse (?:events?|effects?|reactions?)|side effects|complications?|reasons? for|causes? of (?:death|withdrawal)|withdrew|withdrawals?|discontinuations?|dropped out|drop-?outs?|lost to follow)\b"
)
"""Words beside "(n = 4)" that make it a count of people with an event, no size of a group."""
ALLOCATED = re.compile(r"\b(?:random|assign|allocat)")
ENTERING = re.compile(r"\b(?:analy[sz]|randomi[sz]|assign|allocat|enrol|recruit|includ)")
PLURAL_THINGS = pattern(
    r"(?:#|@) (?:[a-z-]+ ){0,4}?(?:groups|arms|cohorts|subgroups|RCTs?|(?:controlled|clinical|cluster|parallel|crossover|included|randomi[sz]ed) trials|studies|articles|comparisons)\b"
)
OF_THOUSAND = pattern(r"# [a-z]+ (?:in|per|out of|of) $|\bper $")
""" "850 falls in 1000 people": a base, no people of the trial."""
HAPPENED = re.compile(rf"\b{_HAPPENED}\b")
HAPPENED_BEFORE = re.compile(rf"\b{_HAPPENED} ?[(\[]$")
IN_THE_ARM = re.compile(r"\b[Ii]n the (?:[\w-]+ ){1,3}(?:group|arm),? $")
""" "In the balm group 3 women underwent surgery": hardly the size of the group."""
N_IN_NUMBERED = pattern(r"(?P<n>#) (?:[a-z]+ )?in (?:group|arm) (?:#|[A-Z]\b|[IV]{1,3}\b)(?! ?[(\[])")
""" "25 in group 1, 15 in group 2 and 14 in group 3", where they add up to the people of the passage."""
N_OF_SOME = pattern(r"[)\]][;,] [^#@()\[\];]{3,60}[(\[][nN] ?= ?(?P<n>#)[)\]]")
""" "worse asthma [n = 9]; hives [n = 1]": the next of a list of counts."""
N_LISTED = pattern(rf"(?P<list>(?:(?:#|@), ){{0,4}}(?:#|@),? and )(?P<last>#|@)(?: [a-z-]+){{0,2}}? {PEOPLE}")
N_FIRST = pattern(
    rf"(?:[A-Z]{{4,}}: )?(?P<n>#|@)(?: {STOP}[A-Za-z][\w,¤-]{{0,18}}){{0,5}}? (?:{PEOPLE}|(?:fe)?males (?=with|aged|who)) ?"
)
NEXT_TUPLE = pattern(rf"(?:,|,? and| v| vs\.?| versus) #{unit(1)} ?[(\[] ?#")
TIME_WAS = pattern(
    r"\b(?:[Tt]imes?|[Dd]uration|[Ss]tay|[Ss]cores?|[Ll]ength) (?:was|were) (?:#[^#]{0,14}[(\[] ?#[)\]] (?:and|vs\.?|v|versus) )?$"
)
SCORES_BEFORE = re.compile(r"\b(?:scores?|index|inventory|scales?)\b[^.;]{0,70}$", re.I)
OUT_OF = r"(?:(?:out )?of|among|from(?= a total of)) (?:the |all |all the |a total of |these )?"
NO_PAIR = r"(?! ?(?:vs\b|versus\b|v\b|and\b|to\b|or\b|[<>≤≥]))"
IN_BRACKET = rf"[(\[] ?(?P<p>#) ?%(?=[)\];, ]){NO_PAIR}"
COUNT_SHAPES = tuple(
    pattern(shape)
    for shape in (
        rf"(?P<p>#) ?% ?[(\[,;:]? ?[(\[]? ?(?:n ?= ?)?(?P<x>#|@)(?: {PERSON})? ?(?:/ ?|{OUT_OF})(?P<n>#|@)(?! ?/)(?!, ?#/)(?= ?[)\];,.]| (?:vs|versus|v|and)\b|{unit(2)} ?[)\]])",
        r"(?P<x>#|@) ?[(\[] ?(?P<p>#) ?% of (?:the )?(?P<n>#) ?[)\]]",
        rf"(?P<x>#) ?/ ?(?P<n>#)(?! ?/)(?:{unit(3)}) ?(?:[(\[,;:=]|=) ?(?P<p>#) ?%",
        rf"(?P<x>#|@)(?: {PERSON})? {OUT_OF}(?P<n>#|@)(?P<u>(?: [^\s()\[\];,=<>≤≥±#@]{{1,18}}){{0,5}}) ?[(\[,;] ?(?P<p>#) ?%{NO_PAIR}",
        rf"(?P<x>#|@)(?P<u>(?: [^\s()\[\];,=<>≤≥±#@]{{1,18}}){{0,3}}) ?[(\[] ?(?P<p>#) ?% ?[)\]] {OUT_OF}(?P<n>#|@)",
        r"(?P<x>#) ?/ ?(?P<n>#)(?! ?/)",
        rf"(?P<x>#|@)(?: {PERSON})? {OUT_OF}(?P<n>#|@)",
        rf"[(\[] ?(?P<x>#|@) {PERSON}[,;]? (?:in |among )?[nN] ?= ?(?P<n>#)(?= ?[)\];,])",
        r"[(\[,; ]n ?= ?(?P<x>#) ?[,;(\[] ?(?P<p>#) ?%",
        rf"(?P<p>#) ?% ?[(\[](?P<x>#|@) {PERSON} (?:in|of|among) (?P<n>#)(?: {PERSON})?(?= ?[)\];,])",
        rf"(?P<p>#) ?% ?[,;:(\[] ?(?P<x>#|@) {PERSON}(?= ?[)\];])",
        rf"(?P<x>#|@) {PERSON}, (?P<p>#) ?%(?= ?[)\];,.]| v)",
        r"(?P<p>#|@) ?% ?[,;(\[]{1,2} ?n ?= ?(?P<x>#)(?= ?[)\];,])",
        rf"(?P<x>#|@)(?P<u>(?: (?!(?:vs\.?|versus|v|and|or|than|compared)\b)[^\s()\[\];,=<>≤≥±#@]{{1,18}}){{0,5}}) ?{IN_BRACKET}",
        rf"(?P<x>#|@) {PERSON}(?P<u>(?: (?!(?:vs\.?|versus|v|and|than|compared)\b)[^\s()\[\];,=<>≤≥±#@]{{1,18}}){{1,9}}) ?{IN_BRACKET}",
        rf"(?P<x>#|@) of (?:(?:the|these|those) (?:[a-z-]+ )?{PERSON}|those(?= who))(?P<u>(?: [^\s()\[\];,=<>≤≥±#@]{{1,18}}){{0,9}}) ?{IN_BRACKET}",
        r"[Nn]one of (?:the |all |our )?(?P<n>#|@)",
        rf"(?P<x>#|@) {PERSON} (?:had )?{_HAPPENED} [(\[](?:[a-z]+ ){{0,2}}(?:mortality|rate|incidence|frequency),? (?P<p>#) ?%(?=[)\]])",
    )
)
"""Ways of printing x of n with or without a percentage, the surest first."""
STRENGTH_BEHIND = re.compile(r"([\w-]{0,20}[A-Za-z])\)? ([0-9][0-9.·]*) ?%")
BEFORE_SHARE = re.compile(
    r"(?:was|were|is|are|had|of|in|by|to|than|and|or|with|from|for|at|about|only|nearly|over|under|vs|v|versus|respectively|approximately|rates?|[a-z]+ed|placebo|control|vehicle|sham)",
    re.I,
)
"""Words before the percent sign of a share; another word that stands there three times names a strength ("acid 10%")."""
COUNT_OF_GROUP = re.compile(r"[0-9] ?% ?\([0-9]{1,5}\) (?:of|in) (?:the )?(?:[\w-]+ ){1,5}?(?:group|arm)\b")
""" "94% (227) of the balm group": where one such bracket is a count, the others are, too."""
SHARE_BEFORE_COUNT = pattern(r"(?P<p>#) ?% ?\((?P<x>#)\)")
SHARES_BEFORE_COUNTS = pattern(
    r"(?P<p>#) ?% ?\((?P<x>#)(?P<end>\))(?:,| and|, and) (?P<q>#) ?% ?\((?P<y>#)(?P<end2>\))"
)
GIVEN_THINGS = re.compile(
    r" (?:[a-z-]+ )?(?:courses?|cycles?|doses|sessions?|visits|injections|tablets|capsules|applications|fractions|regimens|treatments|groups|arms)\b(?! of (?:diarrh|infection|fever))"
)
""" "eight courses (63%)": what was given, no people."""
SHARE_OF_THOSE = re.compile(
    r"^(?: [^;,]{0,40})? (?:in|among|from) (?:about )?$|[;,] (?:and |but |while |whereas )?[^;,\ue000]{3,60}\b(?:was|were|occurred|had|achieved|reached|obtained)\b[^;,\ue000]{0,30}$"
)
""" "Improvement was seen in 78%", "pain fell, and relief was 44%": no change, but the share of those who had it."""
RATE_OF_REPLY = re.compile(
    r" ?% (?:response|participation|follow-up|recruitment|retention|completion) rates?\b"
)
RECEIVING = re.compile(r"\b(?:receiving|received|given|taking|after) $")
ARM_BY_STRENGTH = re.compile(
    rf"\b(?:[Rr]andomi[sz]|[Aa]llocat|[Aa]ssign)\w*\b[^.;]{{0,60}}\b(?:either|receive|to|or|and) [a-z]{{5,}} $|\b{DRUG} $"
)
""" "allocated to receive ropivacaine 1% (n = 33)": a strength, and the people of an arm."""
FOREIGN_OF = re.compile(r" (?:von|aus|unter|der|sur|des|de|su|di|dei|av|van) (?:den |insgesamt )?$")
""" "34 von 60 (56,7 %)": the 60 is the n; only English is read."""
LEVEL_BEHIND = pattern(rf"(?:[;,] ?| ?[(\[])(?P<level>#) ?%[- ]?{CIWORD}[)\]]")
SHARE_OF_A_COUNT = pattern(
    r"(?P<q>#) ?%(?:[,;] ?| ?\[)(?P<c>#) ?%?(?: ?[-–−] ?| to |, ?(?=# ?%))(?P<d>#) ?%?(?= ?[)\]])"
)
""" "eight of 22 chalk users (36%; 17-59)": the limits of a share, in the bracket of its count."""
GEOMETRIC_BEFORE = pattern(
    rf"(?:\bGM[TC]s?\b|\b[Gg]eometric means?\b)[^#;.]{{0,60}}(?:(?:#{unit(3)} ?[(\[]#[^#()]{{1,6}}#[)\]])[^#;.()]{{0,60}}(?:,| v| vs\.?| versus| and| with| to) )?$"
)
""" "GMT was 135 (89-205) with balm and 13 (7-21) with chalk": what both brackets belong to."""
OF_THE_LEVEL = re.compile(r"(?:[;,] ?(?:[Pp](?:[- ]?values?)?|SEs?))?(?: ?[\[(](?:CI|CrI)s?[\])])?(?=[)\]])")
DEFINED = re.compile(r"\b(?:composite|defin\w+|end ?-?points?|criteri\w+|target)\b", re.I)
OF_THINGS = re.compile(
    rf" ?(?:{TIME}|{DOSE}|(?:groups?|arms?|treatments?|regimens?|doses?|points?|items?|sites?|centers?|centres?|hospitals?|interventions?|conditions?|strategies|schedules?|sessions?|criteria|domains?|scales?|questions?|times|outcomes?|days|or more|types?|dosages?|countries|trials?|studies|cycles|courses|phases|periods|elements|raters|readers|observers|reviewers|experts)\b)"
)
OF_PLACES_BEHIND = re.compile(
    r"(?: [a-z-]+){0,3} (?:units|wards|hospitals|cent(?:re|er)s|clinics|departments|sites)\b"
)
""" "in one of 10 acute wards": no people."""
OF_TIMES = pattern(
    rf"(?:,? (?:and|or|to|vs\.?|versus) #(?: of #)?)?(?: [a-z-]+){{0,2}} (?:{TIME}|nights|visits)"
)
""" "for 73 of 104 and 109 of 156 study weeks": no people."""
ARM_OF_THIS_NAME = re.compile(r" (?:(?!(?:in|of|from|on|with)\b)[\w-]+ ){0,2}(?:cohort|group|arm)$")
""" "in the 1011 cohort (100%)": the number is a name."""
EVALUABLE_THINGS = pattern(
    rf"(?:#|@) (?:randomi[sz]ed|eligible|evaluable)(?: [a-z-]+)?(?= ){OF_THINGS.pattern}"
)
""" "2 randomized doses": no people."""
N_WORDS = re.compile(rf" (?:[a-z-]+ ){{0,3}}?{PEOPLE}")
EVENTS_AND_PEOPLE = tuple(
    pattern(shape)
    for shape in (
        rf"(?<!between )(?P<x>#|@) (?:and|v|vs\.?|versus) (?P<x2>#|@) {PERSON} (?:had )?{_HAPPENED}",
        # "occurred in 12 and 22 patients (P = .02)": the counts of both arms.
        rf"\b(?:developed|occurred|reported|observed|seen|noted|detected|needed|required|recorded|found|recurred|stopped|discontinued) (?:in|by|among) (?P<x>#|@) (?:and|v|vs\.?|versus|compared with) (?P<x2>#|@)(?: (?!of\b|or\b|to\b)[a-z-]+)?? {PERSON}",
        # "Six girls had hives on balm, as compared with three receiving chalk".
        rf"(?P<x>#|@) {PERSON} (?:showed|had|developed|reported|experienced|needed|required|suffered) [^@;.()]{{3,110}}?,? (?:as )?(?:compared (?:with|to)|versus|vs\.?) (?:only )?(?P<x2>#|@) (?:receiving|given|taking|on|with|in the) [a-z]",
        # "The groups had 12 and 22 relapses, respectively (P = .03)".
        rf"(?P<x>#|@) (?:and|v|vs\.?|versus) (?P<x2>#|@)(?: [a-z-]{{3,15}})? {_NOUN}(?:,? respectively| ?[(\[,] ?[Pp] ?[=<>])",
        # "2 in the balm group and 3 in the chalk group dropped out", "9 men on balm versus 4 on chalk had a flare".
        rf"(?P<x>#|@)(?:(?: {PERSON})?{_IN_ARM}| {PERSON}(?:{_GIVEN}| in [\w-]+)),? {_AGAINST} (?P<x2>#|@)(?: {PERSON})?(?:{_IN_ARM}|{_GIVEN}),? (?:(?:also )?{_HAPPENED}|were (?!random|assign|alloc|includ|analy|eval|enrol|avail|treat|follow|eligible|lost|stud|screen|recruit|given|allot|male|female|men|women)|had (?!complete|avail|(?:an? )?(?:mean|median|average|baseline))|did |showed |became )",
        r"(?:^| |, )(?P<x>#|@) withdrew\b[^#@;.]{0,40},? and (?P<x2>#|@) (?:were|was|had|did|died)\b",
        r"(?:^|[;,] )(?:of whom )?(?P<x>#|@) (?:had|did|were|was) [^#@;.]{3,60} and (?P<x2>#|@) (?:had|did|were|was) not\b",
        rf"(?<!mean )(?<!median )(?<!average )\b[Nn]umbers? of {PERSON}(?: [a-z-]+){{0,8}}?{_IN_ARM} (?:was|were) (?P<x>#|@),? and{_IN_ARM} (?:was |were )?(?P<x2>#|@)(?! ?[%±]| ?[(\[] ?#)",
        rf"(?<!mean )(?<!median )(?<!average )\b[Nn]umbers? of {PERSON}(?: [a-z-]+){{0,8}} (?:was|were) (?P<x>#|@)(?:{_IN_ARM})?,? {_AGAINST} (?P<x2>#|@)(?! ?[%±]| ?[(\[] ?#)",
        rf"(?P<x>#|@)(?: (?:more |fewer )?[a-z-]{{3,15}})?? (?:patients?|participants|children|women|men|adults|infants|people|subjects|deaths|events|relapses|recurrences|fractures|infections) (?:(?:in|on|given|with|from) (?:the )?(?:[\w-]+ ){{1,4}}?(?:group|arm) )?(?:\([^()]{{0,60}}\) )?(?:also |subsequently |later )?{_HAPPENED}\b(?! (?:in|to) (?:a|the) (?:trial|study))(?:,? (?:as )?(?:compared (?:with|to)|versus|vs\.?) (?:only )?(?P<x2>#|@){_IN_ARM})?",
        # "was seen in 8 patients on balm and 15 on chalk": the counts of both arms.
        rf"\b(?:occurred|reported|observed|seen|noted|detected|needed|required|recorded|found) (?:in|by|among) (?P<x>#|@) {PERSON}(?:{_IN_ARM}|{_GIVEN}| with [a-z-]+),? {_AGAINST} (?:in |by |among )?(?P<x2>#|@)(?: {PERSON})?(?:{_IN_ARM}|{_GIVEN}| with [a-z-]+)",
        rf"\b(?:(?:discontinued|stopped|withdrawn|abandoned|interrupted|developed|occurred|reported|observed|seen|noted|detected|needed|required|necessary|recorded|found|failed|recurred|resolved|persisted|disappeared) (?:in|by|among)|(?:was|were) (?:possible|successful|achieved|present|positive|absent|evident|visible|complete) (?:in|for)|missing (?:for|in)) (?P<x>#|@)(?: (?!of\b|or\b|to\b)[\w-]+)?? {PERSON}(?! (?:who|with|given|treated|receiving|in the(?! (?:[\w-]+ ){{0,2}}(?:group|arm))))(?:,? and (?:in )?(?P<x2>#|@)(?: (?!of\b|or\b|to\b)[\w-]+)?? {PERSON})?",
        # "Five girls died, four of whom were allocated to chalk": a count of the dead, no size of an arm.
        rf"{_HAPPENED}\b[^@#;]{{0,60}}(?:\([^()]{{0,40}}\)[^@#;]{{0,40}})?, (?P<x>#|@) of (?:whom|them|these|which)(?: had been| were| was)? (?:random|assign|allocat|treated|given|receiving|on |in )",
        r"(?P<x>#|@) (?:[a-z]+ )?(?:charts|records|questionnaires|forms|diaries) were (?:rejected|excluded|discarded|lost)\b",
        rf"\b(?:[Ii]njur(?:y|ies)|[Dd]eaths?|died|events?|complications?|infections?|relapses?|recurrences?|withdrawals?|withdrew|dropouts?|drop-outs?|dropped out|failures?|cases|reactions?|burns|fractures?|side effects)\b[^#@.;]{{0,50}}(?:\((?:n ?= ?)?|[,:] )(?P<x>#|@){_IN_ARM}(?:,|,? and|;|[,;]? {_AGAINST}) (?P<x2>#|@){_IN_ARM}",
        rf"(?P<x>#|@) (?:[a-z-]{{3,15}} ){{0,2}}?(?:deaths?|events?|complications?|infections?|relapses?|recurrences?|withdrawals?|failures?|reactions?|burns?|fractures?){_IN_ARM},? {_AGAINST} (?P<x2>#|@){_IN_ARM}",
    )
)
"""Counts alone, of events and of the people who had them: every named number is one."""
EVENTS_LEFT = tuple(
    pattern(shape)
    for shape in (
        # "Of these, 45 were not smoking": a count of those just named.
        rf"(?:^ ?|[;,.] (?:and )?)[Oo]f (?:these|them|those),? (?P<x>#|@)(?! (?:{TIME}|{DOSE}))(?= (?!random|assign|alloc|entered|complet|analy|enrol|includ|received|patients|eligible|agreed|consent|evalua)[a-z]{{3,}})",
        rf"^\W*(?:[A-Za-z /]{{2,25}}: ?)?[Oo]f (?:the |these |all )?(?P<n>#|@) (?:[a-z-]{{3,15}} )?(?:deaths|failures|relapses|recurrences|withdrawals|events|infections|fractures|bleeds|complications)(?! ?[(\[])[^#@;.]{{0,40}}, (?P<x>#|@)(?= (?!{TIME})[a-z]{{3,}})",
        r"(?:^|[;,(] ?| and | but )(?P<x>#|@) (?:died|relapsed|withdrew|dropped out|were (?:lost to|excluded|withdrawn)|discontinued|refused|declined)\b",
        # "of whom eight were excluded and 19 failed to finish": counts of those just named.
        rf"\bof whom (?P<x>#|@) (?:were (?:subsequently |later )?(?:lost|excluded|withdrawn)|{_HAPPENED})\b(?:[^#@;.]{{0,40}} and (?P<x2>#|@) (?:failed|did not|{_HAPPENED}))?",
        # "At 3 months, 124 were cured, 83 were not cured, and 93 had left": the parts of all.
        r"(?:^|, |: )(?P<x>#|@) (?:were|was|had|did) [^#@;,.()%]{3,40}, (?P<x2>#|@) (?:were|was|had|did) [^#@;,.()%]{3,40},? and (?P<x3>#|@) (?:were|was|had|did) (?!random|assign|alloc|given|treated)[^#@;,()%]{3,40}[.;]",
        # "Four recurrences in the balm, 11 in the chalk, and 4 in the wax group": one count an arm.
        rf"(?P<x>#|@) (?:[a-z-]{{3,15}} )?{_NOUN} {_OF_ARM}(?:,|,? and) (?P<x2>#|@)(?: cases?| {_NOUN})? {_OF_ARM}(?:,? and (?P<x3>#|@)(?: {_NOUN})? {_OF_ARM})?",
        # "35 pupils in the balm group were clear compared with eight in the chalk group".
        rf"(?P<x>#|@) {PERSON}{_IN_ARM} (?:were|had|became|showed|developed) (?!random|assign|alloc|includ|analy|eval|enrol|treat)[^#%;.()]{{3,50}} compared with (?P<x2>#|@)(?: {PERSON})?{_IN_ARM}",
        r"(?P<x>#|@) of (?:whom|them|these|which) (?:had )?(?:(?:was |were |subsequently |later )?(?:excluded|lost|withdrawn|withdrew|dropped|died|relapsed|discontinued|declined|developed|recovered|responded)|were|had)\b(?! (?:random|assign|allocat|treated|given))",
        r"(?P<x>#|@)(?: [a-z-]{3,15}){0,2}? (?:complaints?|complications?|reactions?|side effects|adverse events?|deaths?|infections?|recurrences?|relapses?|cases)\b[^#@;.%()]{0,50} (?:was|were) (?:related|attributed|due|reported|observed|recorded|noted|seen|found|confirmed|diagnosed|identified|documented)\b",
    )
)
"""The same in looser words, for numbers that are no size of a group."""
MIDDLES_ALONE = tuple(
    pattern(shape)
    for shape in (
        rf"\b(?P<what>[Mm]eans?|[Mm]edians?){_PAIR}",
        # "mean change was larger (balm: -2.23; chalk: -1.73)".
        rf"{_NAMED_MEAN}[(\[][A-Za-z][\w +-]{{1,25}}[:,=] ?(?P<a>#){_WORDS}[;,] ?[A-Za-z][\w +-]{{1,25}}[:,=] ?(?P<b>#){_WORDS}(?=[;,)\]])",
        # "(medians 12, 25, and 31 days, respectively; P < .05)".
        rf"[(\[](?P<what>[Mm]eans?|[Mm]edians?)(?:,| of|:)? (?P<a>#){_WORDS}(?:, (?P<b>#),? and (?P<c>#)|(?:,? and| v\.?| vs\.?| versus) (?P<d>#))(?: [a-z/]{{1,10}})?(?: and (?P<e>#) (?:v|vs\.?|versus) (?P<f>#)(?: [a-z/]{{1,10}})?)?(?:,? respectively)?(?=[;,)\]])",
        # "Mean scores were 22.8 and 19.5, respectively, for balm and 21.6 and 17.6, respectively, for wax".
        rf"{_NAMED_MEAN} (?:was|were) (?P<a>#) and (?P<b>#)(?: [a-z/]{{1,10}})?,? respectively,? (?:for|in|with) [^#@;()]{{2,40}}? (?:and|versus|vs\.?|compared with) (?P<c>#) and (?P<d>#)",
        # "(LS mean change [95% CI], balm: -3.12; chalk: -1.44; difference = -1.68 [-2.0, -1.2])".
        rf"\b(?P<what>[Mm]eans?)\b[^;@±]{{3,110}}, ?[A-Za-z][\w +-]{{1,25}}[:=] ?(?P<a>#){_WORDS}[;,] ?[A-Za-z][\w +-]{{1,25}}[:=] ?(?P<b>#){_WORDS}(?=[;,)\]])",
        # "LS mean change -3.12 v -1.44".
        rf"\b(?:LS|[Ll]east[- ][Ss]quares?|[Aa]djusted) (?P<what>[Mm]eans?)(?: [a-z][\w-]{{1,15}}){{0,6}}[,:]? (?P<a>#){_WORDS} (?:vs\.?|v\.?|versus) (?P<b>#){_WORDS}(?=[,;)\]])",
        rf"{_NAMED_MEAN}[(\[](?P<a>#), (?P<b>#),? and (?P<c>#)(?: [a-zA-Z/]{{1,10}})?,? respectively[)\]]",
        rf"\b(?P<what>[Mm]edian) (?:[a-z-]+ ){{0,2}}(?:survivals?|times?|durations?|stay) (?P<a>#) and (?P<b>#) {TIME},? respectively",
        # "shorter median survival (1.2 versus 2.9 months, P = .01)".
        rf"\b(?P<what>[Mm]eans?|[Mm]edians?) (?!of |difference)(?:[A-Za-z-]+ ){{1,4}}[(\[](?P<a>#) (?:vs\.?|v\.?|versus|and) (?P<b>#)(?: {TIME})?(?=[;,)\]])",
        # "(median life, 13.7 v 16.5 months in the balm and wax arms)".
        rf"\b(?P<what>[Mm]edian)(?: [A-Za-z-]{{2,15}}){{1,3}},? (?P<a>#) (?:v|vs\.?|versus) (?P<b>#) {TIME}",
        # "fell from a mean of 17.3 at the start to 11.0 with balm and to 15.7 with wax".
        r"\bfrom (?:an? |the )?(?:[a-z-]+ )?(?P<what>mean|average|median) (?:[a-z-]+ ){0,3}of (?P<a>#)(?! ?(?:[-–±%]|[(\[] ?#))[^#@;.()]{0,60}? to (?:an? (?:mean|average|median) of )?(?P<b>#)(?! ?(?:[-–±%]|[(\[] ?#))(?:[^#@;.()]{3,50} and to (?P<c>#)(?! ?(?:[-–±%]|[(\[] ?#)))?",
        # "median survival was 8.8 months for balm, 9.7 months for wax (HR ...) and 9.9 months for both".
        rf"\b(?P<what>[Mm]edian)(?: [a-z-]+){{1,4}} was (?P<a>#) {TIME} (?:for|in|with|on) [^#@;(),]{{2,40}}(?: \([^()]{{0,120}}\))?, (?P<b>#) {TIME} (?:for|in|with|on) [^#@;(),]{{2,40}}(?: \([^()]{{0,120}}\))?,? and (?P<c>#) {TIME}",
        # "(median: 4.1 mm [balm arm] vs 3.8 mm [wax arm]".
        r"\b(?P<what>[Mm]eans?|[Mm]edians?)[:,]? (?P<a>#)(?: ?[a-z]{1,4})? \[[^#@\[\]]{2,30}\] (?:vs\.?|v|versus) (?P<b>#)(?: ?[a-z]{1,4})? \[[^#@\[\]]{2,30}\]",
        # "median survival was better with balm than with wax (7.5 v 6.0 months)".
        rf"\b(?P<what>[Mm]edian)(?: [a-z-]+){{1,4}} (?:was|were)[^#@;()]{{3,110}}[(\[](?P<a>#)(?: {TIME})? (?:v|vs\.?|versus) (?P<b>#) {TIME}[)\]]",
        # "30 weeks median survival".
        rf"(?P<a>#) {TIME} (?P<what>median) (?:[a-z-]+ ){{0,2}}(?:survival|time|duration|follow-up|stay)\b",
    )
)
"""Means and medians without a spread, of several arms or outcomes."""
N_SHAPES = {
    name: pattern(shape)
    for name, shape in {
        "people": rf"(?P<n>#|@)(?: {STOP}[A-Za-z][\w,¤-]{{0,18}}){{0,5}}? {PEOPLE}(?: \((?:[^()]|\([^()]{{0,40}}\)){{0,160}}\))?(?: [Gg]roup [#@]| (?!\(|vs|versus)[^\s#@();:%]{{1,18}}){{0,7}}? {TRIAL_VERB}\b",
        "aged": rf"(?P<n>#|@)(?: {STOP}[A-Za-z][\w,¤-]{{0,18}}){{0,4}}? {PEOPLE}(?:,(?= [^@;()%]{{0,60}}, (?:were|was)| who (?:was|were) [^@;()%,]{{0,60}} were [a-z]+ to ))?(?: \([^()]{{0,160}}\)| (?!vs\b|versus\b|and(?![\w/]))[^\s@();:%]{{1,18}}| with up to @){{0,18}}? {TRIAL_VERB}\b",
        "verb": rf"(?P<n>#|@)(?: \(#(?: {PEOPLE})? (?:per|in each|in either) (?:arm|group)\))? (?:were |was |had been |who (?:were )?|of (?:them|whom) were )?{TRIAL_VERB}\b",
        "of": rf"(?:\b[Aa] total of |\b[Ii]n (?:this |our |an? )(?:[a-z-]+,? ){{0,6}}(?:trial|study), |\b[Tt]otal of |\b[Aa]mong (?:the )?|\b[Oo]f (?:the |all )?|\b(?:trial|study|cohort|sample) (?:of|in|with|involving|including|included|comprised) |\b(?:randomi[sz]ed|assigned|allocated|enrol+ed|recruited|included|studied|analy[sz]ed|screened|data (?:from|on|for)|involving|comprising|evaluated|treated|allotted),? |\b[Ss]ample (?:consisted of|comprised|included) |\b[Aa]ll |\b(?:in|of|for|among|to|with) the )(?P<n>#|@)(?: {STOP}(?:[A-Z]\. )?[A-Za-z][\w-]{{0,18}}){{0,5}}?(?: and [a-z-]{{4,18}})? {PEOPLE}",
        "to": r"(?P<n>#|@)(?: (?:such )?(?:patients|participants|children|women|men|adults|infants|subjects|eyes|clusters|practices|knees|individuals|people))?(?: (?:were|was))?(?: (?:randomly |re)?(?:assigned|allocated|randomi[sz]ed))? to (?!#|@)(?:the |receive |either |undergo |a |an )?[A-Za-z]",
        "group": r"(?P<n>#|@)(?: (?:patients|participants|children|women|men|adults|infants|subjects|eyes))?(?: (?:were))? (?:in|on|for) (?:the )?(?:(?:[\w-]+ ){1,4}?(?:group|arm)\b|(?:group|arm) (?:[A-Z]\b|#|@))",
        "in": rf"(?:^ ?(?:[A-Z][A-Za-z]{{2,15}}: ?)?In |\b[Aa]mong (?:the )?|\b(?:trial|study|replication|[Rr]eplication|analysis|experiment|compared|tested|evaluated|investigated|performed|conducted|carried out|done|undertaken|teeth|eyes|lesions|knees)\b[^#@;]{{0,45}} (?:in|on) )(?P<n>#|@)(?: {STOP}[A-Za-z][\w-]{{0,18}}){{0,4}}? {PEOPLE}(?! (?:died|relapsed|developed|had ))",
        "total": rf"\b(?:[Tt]otal|[Aa]ltogether|[Oo]verall|[Ii]n all),? (?P<n>#|@)(?: {STOP}[A-Za-z][\w-]{{0,18}}){{0,4}}? {PEOPLE}",
        "given": r"\b(?:in|of|for|among) the (?P<n>#|@)(?: who were)? (?:given|treated|assigned|allocated|randomi[sz]ed|receiving|on)\b",
        "labelled": rf"\b(?:Participants|Patients|Subjects|PARTICIPANTS|PATIENTS|SUBJECTS)[.:* ]{{1,5}}(?P<n>#|@)(?: {STOP}[A-Za-z][\w,¤-]{{0,18}}){{0,5}}? {PEOPLE}",
        "each": rf"(?P<n>#)(?: {PEOPLE})?,? (?:(?:per|in each|to each|in either) (?:[a-z]+ )?(?:group|arm)|each\b(?= ?[).,;:]))",
        "bracket": rf"[(\[](?:[^()\[\]#@;]{{2,60}}, )?(?P<n>#) {PEOPLE}[)\]]",
        "clusters": r"(?P<n>#)(?: [a-z]{3,12})? (?:practices|clusters|schools|villages|households|families|wards|hospitals|clinics) [(\[]#",
        # "A trial was designed with 90 adults in 3 arms of 30 each".
        "arms": rf"(?P<n>#|@)(?: [a-z-]+){{0,3}}? {PEOPLE},? (?:divided )?(?:in|into) (?:#|@) (?:[a-z-]+ )?(?:groups|arms)\b",
        "one group": rf"(?<![\w@])(?:@|[Tt]he other|[Aa]nother|[Ff]irst|[Ss]econd|[Tt]hird) (?:group|arm) \((?P<n>#) {PEOPLE}\)",
        "perform": rf"\b(?:used|performed|done|carried out|conducted|confirmed|evaluated|assessed|compared|studied|to perform)\b[^#@;.]{{3,70}} in (?P<n>#)(?: {STOP}[A-Za-z][\w-]{{0,18}}){{0,2}}? {PEOPLE} (?:desiring|undergoing|with|who|scheduled|referred|presenting|requiring|needing|aged)\b",
        "the": rf"^(?:[A-Z][A-Za-z ]{{3,30}}: )?The (?P<n>#) {PEOPLE} (?:with|who|were|in|undergoing)\b",
        "trials": rf"[;,] ?(?P<n>#) {PEOPLE}, (?:#|@) (?:trials|studies|RCTs|comparisons)\b",
        # "We conducted a trial of balm (5 mg/day) versus chalk in 40 adults with": doses may stand between.
        "trial": rf"\b(?:conducted|performed|undertook|carried out|did) (?:an? |the )(?:[a-z-]+,? ){{0,6}}(?:trial|study)\b[^@;.]{{0,160}} (?:in|of|among) (?P<n>#|@)(?: {STOP}[A-Za-z][\w-]{{0,18}}){{0,3}}? {PEOPLE} (?:with|who|aged|undergoing)\b",
        "studied": rf"\b[Ww]e (?:studied|compared|examined|investigated|assessed|evaluated|tested|measured)\b[^@;]{{3,160}} in (?P<n>#|@)(?! of\b)(?: {STOP}[A-Za-z][\w-]{{0,18}}){{0,3}}? {PEOPLE}",
    }.items()
}
"""Numbers of people in words, the surest first."""
IN_TIME = pattern(rf"(?:#|@) {TIME}")
IN_DOSES = pattern(r"# ?(?:mg|µg|μg|mcg|g|kg|mL|ml|IU)\b")
EYES_OF = pattern(rf"(?:#|@) (?:eyes|ears|knees|hips|shoulders|legs|feet|limbs|teeth) of (?:#|@) {PEOPLE}")
""" "62 eyes of 62 adults": people, where both numbers are the same."""
NAME_OF_A_DEVICE = re.compile(r"[A-Za-z]*[A-Z]{2,} $")
MORE_PEOPLE = pattern(rf"(?P<n>#|@) {PEOPLE} and (?P<n2>#|@) {PEOPLE}")
""" "58 children and 15 adults": the second number is of people where the first one is."""
NO_PART = pattern(rf" ?%|[-/]| ?[(\[] ?[nN] ?=| (?:{TIME}|{DOSE})")
OF_PLACES = re.compile(r"\b(?:cent(?:re|er)|site|hospital|clinic)s? ?[(\[,]? ?$")
OF_GROUPS = re.compile(r"\b(?:group|arm|random|assign|allocat|receiv|treated|enrol|includ|analy|complet)")
ALLOCATING = re.compile(r"\b(?:random|assign|allocat|divided|split)")
OF_A_GROUP = pattern(
    r"\b(?:analy|included|complet|enrol|examin|undertaken)|\b[Tt]here were (?:#|@) (?:patients|participants) in the "
)
NO_N_BEFORE = re.compile(
    r"(?:[≥≤<>/±]|(?<![A-Za-z])-|\b(?:per|every|each|at least|more than|minimum of|maximum of|planned|up to|than|below|above|first|(?<!data )from|age|aged|last|to|(?:achieved|observed|seen|found|noted|detected|occurred|appeared|recorded|diagnosed) (?:only )?in|deaths? of))\s?$"
)
TO_AN_ARM = pattern(
    r"(?:[^#]{0,30}?) ?to (?:the |receive |undergo )?(?P<arm>[A-Za-z][\w-]{2,}(?: [a-z][\w-]{2,})?)(?=,|;|\.|\)|$| \(| (?:and|or) (?:#|@|the (?:other|rest|remaining)))"
)
NAME_BEFORE_N = pattern(
    rf"(?:^|[,;(]|\b(?:to|or|and|vs\.?|versus|with|[Tt]he|either|given|had|receive|received|undergo|as|an?|[Ii]n(?= [Gg]roup)|(?:injections?|infusions?|doses|courses?|applications?) of) )\s?(?P<arm>{_ARM_WORDS})(?: #(?: ?(?:-|–|to) ?#)? ?(?:%|mg|µg|g|mL|IU)(?:/[a-z¤()]+)?)? ?(?:[(\[](?:(?![^()]* (?:group|arm)\b)[^()\[\]]{{1,50}}[,;] ?)?\s?|, ?)$|(?:[(\[]|#, )(?P<bare>{_ARM_WORD}) $"
)
WE_GAVE = re.compile(
    r"^We (?:[a-z]+ly )?(?:gave|assigned|randomi[sz]ed|allocated|compared|used|tested|studied|treated) (?=\w)"
)
"""Words that a name may begin with."""
SCORED = re.compile(r"\b(?:scores?|scale|satisf\w+|rat(?:ed|ing)|Apgar|mean|median|VAS|NRS)\b")
NO_DIFFERENCE = re.compile(r"signific|differ|eviden|interact|associat|change|effect", re.I)
SIDE_EFFECTS = re.compile(r"\b(?:adverse|side|toxic|untoward|unwanted|ill)[- ]effects?\b", re.I)
BEFORE_AND_AFTER = re.compile(r"\b(?:from|between) (?:[a-z]+ ){0,2}$|± ?$|(?<!compared )(?<!similar )\bto $")
SPREAD_NAMED = re.compile(rf"(?<![A-Za-z])({SPREAD})(?![A-Za-z])")
NEXT_OF_REFUSED = re.compile(r"[)\]],? (?:and )?[a-z ]{0,30}")
TO_ANOTHER = pattern(r" ?%?(?: [a-z/]+)? to #")
USUAL_LEVELS = "0.05 0.01 0.001 0.1 0.025 0.005 0.2 0.02 0.0001".split()
SIGNIFICANT_FINDING = re.compile(
    r"significant (?:\w+ )*(?:differ|improve|reduc|increas|decreas|better|higher|lower|effect|change|associat|interact)",
    re.I,
)
