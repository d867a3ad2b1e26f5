"""An item as linked data: a public service by CPSV-AP 3.2, its legal grounds by ELI, the rest in terms of our own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from pipeline.documents import path_of
from pipeline.dumps.catalog import dataset
from pipeline.dumps.linkage import CHINESE, Term, context, link, literal, ordered, schema, several, stated, typed, words
from pipeline.dumps.naming import reference, term, thing, urn
from pipeline.dumps.writing import Writer
from pipeline.model import IMPOSED, Citation, Entry, Flow, Limit, Published, Step
from pipeline.outputs import Output
from pipeline.wording import cite, duration, provision

_CLASSES = {
    "Agent": "foaf:Agent",
    "Channel": "cv:Channel",
    "Concept": "skos:Concept",
    "ContactPoint": "cv:ContactPoint",
    "Cost": "cv:Cost",
    "Dataset": "dcat:Dataset",
    "Document": "foaf:Document",
    "EvidenceType": "cv:EvidenceType",
    "LegalResource": "eli:LegalResource",
    "LegalResourceSubdivision": "eli:LegalResourceSubdivision",
    "LinguisticSystem": "dct:LinguisticSystem",
    "Location": "dct:Location",
    "Output": "cv:Output",
    "Participation": "cv:Participation",
    "PublicOrganisation": "cv:PublicOrganisation",
    "PublicService": "cpsv:PublicService",
    "Requirement": "cv:Requirement",
    "RiskPoint": "power:RiskPoint",
    "Rule": "cpsv:Rule",
    "Step": "power:Step",
    "TemporalEntity": "time:TemporalEntity",
}
_TERMS: dict[str, Term] = {
    "actor": words("power:actor"),
    "audience": several(link("dct:audience")),
    "contactPoint": several(link("cv:contactPoint")),
    "currency": link("cv:currency"),
    "dateDocument": typed("eli:date_document", "xsd:date"),
    "dateNoLongerInForce": typed("eli:date_no_longer_in_force", "xsd:date"),
    "description": words("dct:description"),
    "firstDateEntryInForce": typed("eli:first_date_entry_in_force", "xsd:date"),
    "follows": several(link("cpsv:follows")),
    "hasChannel": several(link("cv:hasChannel")),
    "hasCompetentAuthority": link("cv:hasCompetentAuthority"),
    "hasCost": several(link("cv:hasCost")),
    "hasInputType": several(link("cv:hasInputType")),
    "hasLegalResource": several(link("cv:hasLegalResource")),
    "hasParticipant": link("cv:hasParticipant"),
    "hasParticipation": several(link("cv:hasParticipation")),
    "hasRiskPoint": several(link("power:hasRiskPoint")),
    "hasInternalStep": ordered(link("power:hasInternalStep")),
    "hasStep": ordered(link("power:hasStep")),
    "hasValue": typed("cv:hasValue", "xsd:double"),
    "holdsRequirement": several(link("cv:holdsRequirement")),
    "homepage": link("foaf:homepage"),
    "idLocal": literal("eli:id_local"),
    "identifier": literal("dct:identifier"),
    "implements": several(link("cpsv:implements")),
    "isClassifiedBy": link("cv:isClassifiedBy"),
    "isPartOf": link("dct:isPartOf"),
    "isPartOfLaw": link("eli:is_part_of"),
    "isReplacedBy": several(link("dct:isReplacedBy")),
    "keyword": several(words("dcat:keyword")),
    "kind": link("dct:type"),
    "language": link("dct:language"),
    "level": typed("power:level", "xsd:integer"),
    "measure": several(words("power:measure")),
    "name": words("foaf:name"),
    "next": several(link("power:next")),
    "openingHours": link("cv:openingHours"),
    "page": link("foaf:page"),
    "post": words("power:post"),
    "prefLabel": words("skos:prefLabel"),
    "processingTime": typed("cv:processingTime", "xsd:duration"),
    "produces": link("cpsv:produces"),
    "publisher": link("dct:publisher"),
    "relatedService": several(link("cv:relatedService")),
    "responsible": words("power:responsible"),
    "responsibilityOf": words("eli:responsibility_of"),
    "role": link("cv:role"),
    "sample": typed("power:sample", "xsd:boolean"),
    "spatial": link("dct:spatial"),
    "status": link("adms:status"),
    "step": link("power:step"),
    "telephone": literal("cv:telephone"),
    "thematicArea": several(link("cv:thematicArea")),
    "timeLimit": words("power:timeLimit"),
    "title": words("dct:title"),
    "typeDocument": link("eli:type_document"),
    "workingDays": typed("power:workingDays", "xsd:integer"),
}
_CONTEXT = context(_CLASSES, _TERMS)
_NEEDED = ["identifier", "title", "description", "hasCompetentAuthority", "kind", "status", "follows", "isPartOf"]
SCHEMA = schema(_CONTEXT, _CLASSES, _TERMS, {"type": "PublicService", "required": _NEEDED})
_YUAN = "http://publications.europa.eu/resource/authority/currency/CNY"
_CALENDAR = {"日": "D", "月": "M", "年": "Y"}

Node = dict[str, Any]


def services(published: Published, writer: Writer) -> Iterator[Output]:
    """Yield the linked data of every item; raises DumpError."""
    for code, entry in published.entries.items():
        content = {"@context": _CONTEXT, **_Service(entry, published).node()}
        yield writer.document("service", content, key=code, modified=entry.modified)


class _Service:
    """Builds one document; what is told of a law or a body stands where it is first named, then its name alone."""

    def __init__(self, entry: Entry, published: Published) -> None:
        self._entry = entry
        self._published = published
        self._settings = published.settings
        self._path = path_of("service", entry.item.code)
        self._told: set[str] = set()

    def node(self) -> Node:
        item, derived = self._entry.item, self._entry.derived
        external = {step.id for step in item.flow}
        return stated(
            **self._brief(self._entry),
            keyword=item.aliases,
            kind=self._term("categories", item.category),
            status=self._term("stages", derived.stage),
            isClassifiedBy=self._term("risk-levels", str(item.risk.level)),
            thematicArea=[self._term("themes", theme) for theme in item.themes],
            audience=[self._concept("audience", kind) for kind in item.audience],
            spatial=self._place(),
            language=CHINESE,
            isPartOf=dataset(self._published),
            page=self._page(),
            sample=item.sample or None,
            hasLegalResource=[self._law(key) for key in dict.fromkeys(basis.law for basis in item.legal_basis)],
            hasParticipation=self._participations(),
            follows=[*self._grounds(), *self._flows(), *self._discretion(), *self._remedies()],
            holdsRequirement=[
                self._part("Requirement", f"condition-{number}", title=text)
                for number, text in enumerate(item.conditions, 1)
            ],
            hasInputType=[
                self._part("EvidenceType", f"material-{number}", title=material.name, description=material.note)
                for number, material in enumerate(item.materials, 1)
            ],
            produces=self._part("Output", "result", title=item.result.name) if item.result else None,
            hasCost=self._costs(),
            **self._time(),
            hasChannel=self._channels(),
            contactPoint=self._contacts(),
            hasStep=self._steps("step", item.flow),
            hasInternalStep=self._steps("internal-step", item.internal_flow),
            hasRiskPoint=[
                self._part(
                    "RiskPoint",
                    f"risk-{number}",
                    title=point.risk,
                    level=point.level,
                    post=point.post,
                    measure=point.measures,
                    responsible=point.responsible,
                    step=self._name(f"{'step' if point.step in external else 'internal-step'}-{point.step}"),
                )
                for number, point in enumerate(item.risk.points, 1)
            ],
            relatedService=[self._brief(self._published.entries[code]) for code in item.related],
            isReplacedBy=[self._brief(self._published.entries[code]) for code in derived.successors],
        )

    def _brief(self, entry: Entry) -> Node:
        """Return what every public service says of itself."""
        item = entry.item
        return {
            "id": thing(self._settings, "items", item.code),
            "type": "PublicService",
            "identifier": item.code,
            "title": item.name,
            "description": item.summary,
            "hasCompetentAuthority": self._authority(entry),
        }

    def _authority(self, entry: Entry) -> Node | str:
        """Return who answers for a power: its department where that is the one, else somebody of no page here."""
        answers = entry.answerable
        department = self._published.departments[entry.item.department]
        known = (department.name, department.name.removeprefix("市"), *department.aliases)
        if answers.removeprefix(self._settings.jurisdiction) in known:
            name = thing(self._settings, "departments", department.id)
            website = department.website and reference(department.website, self._path, "department/website")
        else:
            name = thing(self._settings, "items", entry.item.code, "body")
            website = None
        return self._once(name, type="PublicOrganisation", prefLabel=answers, spatial=self._place(), homepage=website)

    def _participations(self) -> list[Node]:
        item = self._entry.item
        body = item.implementing_body
        parts = [
            (f"joint-{number}", "联合实施", joint.name, joint.role) for number, joint in enumerate(item.joint_bodies, 1)
        ]
        if body.entrusted:
            parts.insert(0, ("entrusted", "受委托", body.name, "接受委托，以委托机关的名义行使这项权力。"))
        return [
            self._part(
                "Participation",
                part,
                description=description,
                role=self._concept("roles", role),
                hasParticipant=self._part("Agent", f"{part}-agent", title=name, name=name),
            )
            for part, role, name, description in parts
        ]

    def _grounds(self) -> Iterator[Node]:
        for number, basis in enumerate(self._entry.item.legal_basis, 1):
            title = cite(basis, self._published.laws[basis.law])
            yield self._rule(f"basis-{number}", basis.role, title, basis.provides, basis)

    def _flows(self) -> Iterator[Node]:
        derived = self._entry.derived
        told = (("flow", "办理流程", derived.flow_text), ("internal-flow", "内部流程", derived.internal_flow_text))
        for part, title, sentences in told:
            if sentences:
                yield self._rule(part, title, title, "\n".join(sentences))

    def _discretion(self) -> Iterator[Node]:
        for number, grade in enumerate(self._entry.item.discretion, 1):
            text = f"{grade.condition}\n{grade.standard}"
            yield self._rule(f"discretion-{number}", "裁量基准", grade.circumstance, text, grade.basis)

    def _remedies(self) -> Iterator[Node]:
        for number, remedy in enumerate(self._entry.item.remedies, 1):
            limit = f"{remedy.from_ or ''}{duration(remedy.time_limit)}内" if remedy.time_limit else ""
            text = "\n".join(filter(None, (f"向{remedy.body}提出。", limit, remedy.note)))
            yield self._rule(f"remedy-{number}", "救济渠道", remedy.kind, text, *remedy.basis)

    def _rule(self, part: str, kind: str, title: str, description: str, *citations: Citation) -> Node:
        return self._part(
            "Rule",
            part,
            title=title,
            description=description,
            kind=self._concept("rules", kind),
            language=CHINESE["id"],
            implements=[self._provision(citation) for citation in citations],
        )

    def _law(self, key: str) -> Node | str:
        law = self._published.laws[key]
        first = min(law.versions, key=lambda version: version.effective)
        newest = max(law.versions, key=lambda version: version.effective)
        return self._once(
            thing(self._settings, "laws", key),
            type="LegalResource",
            title=law.title,
            typeDocument=self._concept("instruments", law.kind),
            idLocal=law.document_no,
            responsibilityOf=law.issuing_body,
            dateDocument=newest.promulgated.isoformat(),
            firstDateEntryInForce=first.effective.isoformat(),
            dateNoLongerInForce=law.repealed.date.isoformat() if law.repealed else None,
            page=self._document(law.url, f"laws/{key}/url"),
        )

    def _provision(self, citation: Citation) -> Node | str:
        numbers = (citation.article, citation.sub_article, citation.paragraph, citation.item)
        part = "-".join(["article", *(str(number or 0) for number in numbers)])
        return self._once(
            thing(self._settings, "laws", citation.law, part),
            type=["LegalResource", "LegalResourceSubdivision"],
            title=provision(citation),
            isPartOfLaw=self._law(citation.law),
        )

    def _costs(self) -> list[Node]:
        """Say what it costs: nothing, or each fee in the words of its standard, which is no number."""
        item = self._entry.item
        if item.fees.charged:
            return [
                self._part("Cost", f"cost-{number}", description=f"{fee.name}：{fee.standard}")
                for number, fee in enumerate(item.fees.items, 1)
            ]
        if item.category in IMPOSED:
            return []
        yuan = {"id": _YUAN, "type": "Concept", "prefLabel": "人民币"}
        return [self._part("Cost", "cost", hasValue=0, currency=yuan, description="不收费。")]

    def _time(self) -> Node:
        """Return the promised limit, else the statutory one; xsd:duration knows no working days."""
        limits = self._entry.item.time_limits
        limit: Limit | None = (limits.promised or limits.statutory) if limits else None
        if limit is None or limit.value is None or limit.unit is None:
            return {}
        if limit.unit == "工作日":
            return {"workingDays": limit.value}
        return {"processingTime": f"P{limit.value}{_CALENDAR[limit.unit]}"}

    def _channels(self) -> list[Node]:
        item = self._entry.item
        windows = [
            self._part(
                "Channel",
                f"window-{number}",
                description="，".join(filter(None, (window.name, window.address))),
                openingHours={"type": "TemporalEntity", "description": window.hours} if window.hours else None,
            )
            for number, window in enumerate(item.windows, 1)
        ]
        online = self._document(item.online, "online")
        return [*windows, *([self._part("Channel", "online", description="网上办理", page=online)] if online else [])]

    def _contacts(self) -> list[Node]:
        item = self._entry.item
        phones = [(f"phone-{number}", window.name, window.phone) for number, window in enumerate(item.windows, 1)]
        if item.complaint:
            phones.append(("complaint", f"投诉：{item.complaint.channel}", item.complaint.phone))
        return [
            stated(id=self._name(part), type="ContactPoint", title=title, telephone=phone)
            for part, title, phone in phones
            if phone
        ]

    def _steps(self, part: str, flow: Flow) -> list[Node]:
        return [self._step(part, step) for step in flow]

    def _step(self, flow: str, step: Step) -> Node:
        limit = step.time_limit
        return stated(
            id=self._name(f"{flow}-{step.id}"),
            type="Step",
            identifier=step.id,
            title=step.name,
            actor=step.actor,
            description=step.note,
            timeLimit=duration(limit) if limit else None,
            next=[self._name(f"{flow}-{branch.to}") for branch in step.next],
        )

    def _page(self) -> Node | None:
        site = self._settings.site_address
        return {"id": f"{site}{self._entry.address}", "type": "Document"} if site else None

    def _document(self, address: str | None, field: str) -> Node | None:
        return {"id": reference(address, self._path, field), "type": "Document"} if address else None

    def _place(self) -> Node | str:
        name = urn(self._settings, "place")
        return self._once(
            name, type="Location", identifier=self._settings.division, prefLabel=self._settings.jurisdiction
        )

    def _term(self, vocabulary: str, key: str) -> Node | str:
        found = self._published.vocabularies[vocabulary].find(key)
        name = term(self._settings, vocabulary, key)
        return self._once(name, type="Concept", prefLabel=found.title if found else key)

    def _concept(self, scheme: str, label: str) -> Node | str:
        """Return a concept that is a word of the model, not a term of a vocabulary."""
        return self._once(f"urn:x-power-catalogue:{scheme}:{quote(label)}", type="Concept", prefLabel=label)

    def _part(self, kind: str, part: str, /, **values: Any) -> Node:
        identifier = f"{self._entry.item.code}-{part}"
        return stated(id=self._name(part), type=kind, identifier=identifier, **values)

    def _name(self, part: str) -> str:
        return thing(self._settings, "items", self._entry.item.code, part)

    def _once(self, name: str, **values: Any) -> Node | str:
        """Return a thing with what is told of it where it is first named, then its name."""
        if name in self._told:
            return name
        self._told.add(name)
        return stated(id=name, **values)
