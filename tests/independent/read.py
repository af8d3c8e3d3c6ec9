"""Reads exports with programs that we did not write, and compares them with what was said.

    read.py FOLDER

FOLDER has said.json (the questions, and of every case what is asked, answered and concluded, as the engine says it) and
the exports: cases.json, csv/cases.csv, csv/codes.csv, cases.xlsx, form.xlsx, xform/*.xml. Every difference is a line;
with one, the exit code is 1. Run by crates/tool/tests/others_read.rs.
"""

import copy
import csv
import datetime
import json
import re
import sys
from pathlib import Path

import jsonschema
import openpyxl
from lxml import etree
from pyxform.xls2xform import convert

FOLDER = Path(sys.argv[1])
ROOT = Path(__file__).resolve().parents[2]
SAID = json.loads((FOLDER / "said.json").read_text("utf-8"))
QUESTIONS = SAID["questions"]
CASES = {case["code"]: case for case in SAID["cases"]}
ABOUT = ["case.code", "case.begun", "case.changed", "case.read_on", "case.priority", "case.priority_reasons"]

wrong = []
counts = {}


def check(holds, what):
    counts[stage] = counts.get(stage, 0) + 1
    if not holds:
        wrong.append(f"{stage}: {what}")


def same(found, wanted, what):
    check(found == wanted, f"{what}: {found!r}, not {wanted!r}")


def in_cell(value):
    """What a table says of an answer."""
    return " ".join(value) if isinstance(value, list) else value


def options(case, question):
    """What the columns of the options of a question say: 1, 0, or nothing."""
    answer = case["answers"].get(question["name"])
    for option in question["options"]:
        said = None
        if answer in (["skip"], ["unknown"]):
            said = 1 if [option] == answer else None
        elif answer is not None:
            said = 1 if option in answer else 0
        yield f"{question['name']}/{option}", said


def row(case):
    """The whole row of a case: column to value; None where it is empty."""
    cells = {
        "case.code": case["code"],
        "case.begun": case["begun"],
        "case.changed": case["changed"],
        "case.read_on": case["read_on"],
        "case.priority": case["priority"],
        "case.priority_reasons": " ".join(case["priority_reasons"]) or None,
    }
    for card in SAID["cards"]:
        said = case["cards"][card]
        cells[f"card.{card}"] = said["outcome"]
        cells[f"card.{card}.reasons"] = " ".join(said["reasons"]) or None
    for question in QUESTIONS:
        answer = case["answers"].get(question["name"])
        cells[question["name"]] = in_cell(answer)
        if question["kind"] == "many":
            cells.update(options(case, question))
    return cells


# JSON, by jsonschema

stage = "json"
document = json.loads((FOLDER / "cases.json").read_text("utf-8"))
schema = json.loads((ROOT / "docs/case.schema.json").read_text("utf-8"))
for error in jsonschema.Draft202012Validator(schema).iter_errors(document):
    check(False, f"{list(error.absolute_path)}: {error.message}")
same([case["code"] for case in document["cases"]], list(CASES), "the cases")
for found in document["cases"]:
    said = CASES[found["code"]]
    same(found["answers"], said["answers"], f"{found['code']}: the answers")
    same(found["cards"], said["cards"], f"{found['code']}: the cards")
    same(found["priority"], {"level": said["priority"], "reasons": said["priority_reasons"]}, f"{found['code']}")

# CSV, by Python's csv

stage = "csv"
SEPARATORS = ",;|\t\n\r"
SILENT = re.compile(r'[\s"\ufeff\x00-\x1f\x7f-\x9f]')


def without_marks(cell):
    """Takes out the apostrophes that docs/exports.md tells of."""
    text, begins = "", True
    for char in cell:
        mark = begins and char == "'"
        begins = char in SEPARATORS or (begins and bool(SILENT.match(char)))
        text += "" if mark else char
    return text


def runs(cell):
    return cell.lstrip(' \t\r\n"\ufeff').startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠"))


raw = (FOLDER / "csv/cases.csv").read_bytes()
check(raw.startswith(b"\xef\xbb\xbf"), "the byte order mark is missing")
with open(FOLDER / "csv/cases.csv", encoding="utf-8-sig", newline="") as file:
    table = list(csv.DictReader(file, strict=True))
same([without_marks(found["case.code"]) for found in table], list(CASES), "the cases")
for found in table:
    said = row(CASES[without_marks(found["case.code"])])
    same(list(found), list(said), "the columns")
    for column, value in said.items():
        wanted = "" if value is None else str(value)
        same(without_marks(found[column]), wanted, f"{said['case.code']}: {column}")
        if not isinstance(value, int):
            check(not runs(found[column]), f"{said['case.code']}: {column} is run: {found[column]!r}")
# Where the system's separator is another one, and whether or not quotation marks are understood.
for separator in ";\t|":
    for quoting in (csv.QUOTE_MINIMAL, csv.QUOTE_NONE):
        with open(FOLDER / "csv/cases.csv", encoding="utf-8-sig", newline="") as file:
            cells = [cell for cells in csv.reader(file, delimiter=separator, quoting=quoting) for cell in cells]
        for cell in cells:
            check(not runs(cell), f"cut at {separator!r}, a cell is run: {cell[:60]!r}")
with open(FOLDER / "csv/codes.csv", encoding="utf-8-sig", newline="") as file:
    codes = {(found["column"], found["code"]): found for found in csv.DictReader(file, strict=True)}


def codes_of(case):
    yield "case.priority", case["priority"]
    for reason in case["priority_reasons"]:
        yield "case.priority_reasons", reason
    for card, said in case["cards"].items():
        yield f"card.{card}", said["outcome"]
        for reason in said["reasons"]:
            yield f"card.{card}.reasons", reason
    for question in QUESTIONS:
        if question["options"]:
            answer = case["answers"].get(question["name"], [])
            for option in answer if isinstance(answer, list) else [answer]:
                yield question["name"], option


for case in CASES.values():
    for code in codes_of(case):
        check(code in codes and (codes[code]["words"] or code[1] == "na"), f"nothing explains {code}")

# XLSX, by openpyxl

stage = "xlsx"


def in_sheet(text):
    """What openpyxl says of a text: it leaves the escapes of control characters (ECMA-376, ST_Xstring) as they are."""
    return re.sub("[\x00-\x08\x0b-\x1f\ufffe\uffff]", lambda char: f"_x{ord(char[0]):04X}_", text)


workbook = openpyxl.load_workbook(FOLDER / "cases.xlsx")
same(workbook.sheetnames, ["cases", "codes"], "the sheets")
sheet = workbook["cases"]
same(sheet.freeze_panes, "B2", "what stays in sight")
rows = sheet.iter_rows()
in_order = iter(CASES.values())
header = [cell.value for cell in next(rows)]
found_codes = []
for cells in rows:
    said = row(next(in_order))
    code = said["case.code"]
    found_codes.append(code)
    same(header, list(said), "the columns")
    for cell, (column, value) in zip(cells, said.items()):
        check(cell.data_type != "f", f"{code}: {column} is a formula")
        found = cell.value
        if isinstance(found, datetime.datetime):
            found = found.date().isoformat()
        elif isinstance(found, str):
            check(cell.data_type == "s", f"{code}: {column} is no text")
        same(found, in_sheet(value) if isinstance(value, str) else value, f"{code}: {column}")
        check(not isinstance(value, int) or cell.data_type == "n", f"{code}: {column} is no number")
same(found_codes, list(CASES), "the cases")
listed = {(cells[0], cells[2] or "") for cells in workbook["codes"].iter_rows(min_row=2, values_only=True)}
same(listed, set(codes), "the list of codes")
for cells in workbook["codes"].iter_rows():
    check(all(cell.data_type in "sn" for cell in cells), "the list of codes holds a formula")

# The XForm, by pyxform; the instances, by libxml2

stage = "xform"
form = convert(FOLDER / "form.xlsx", validate=False)
for warning in form.warnings:
    check(False, f"pyxform warns: {warning}")
tree = etree.fromstring(form.xform.encode("utf-8"))
for element in tree.iter(etree.Element):
    element.tag = etree.QName(element).localname
model = tree.find("head/model")
primary = model.find("instance/data")
secondary = {instance.get("id"): instance for instance in model.findall("instance") if instance.get("id")}
binds = {bind.get("nodeset"): bind for bind in model.findall("bind")}
controls = {control.get("ref"): control for control in tree.find("body").iter("input", "select", "select1")}
languages = [translation.get("lang") for translation in model.findall("itext/translation")]
same(len(languages), SAID["languages"], "the languages")


def text_of(value):
    if isinstance(value, list):
        return (value[0].text or "") if value else ""
    return str(value)


FUNCTIONS = {
    (None, "selected"): lambda _, value, option: option in text_of(value).split(),
    (None, "count-selected"): lambda _, value: float(len(text_of(value).split())),
    (None, "if"): lambda _, when, then, otherwise: then if when else otherwise,
    (None, "instance"): lambda context, name: context.context_node.getroottree().xpath(f"/data/secondary/instance[@id='{name}']"),
}
compiled = {}


def evaluate(expression, node):
    if expression not in compiled:
        compiled[expression] = etree.XPath(expression, extensions=FUNCTIONS)
    return compiled[expression](node)


def leaves(element, path):
    """The nodes that hold something, with their paths."""
    if len(element) == 0:
        yield path, element
    for child in element:
        yield from leaves(child, f"{path}/{child.tag}")


def in_xml(text):
    return re.sub("[\x00-\x08\x0b-\x1f\ufffe\uffff]", "\ufffd", text)


same([path for path in binds if binds[path].get("required")], [], "nothing is required")
wanted_paths = [path for path, _ in leaves(primary, "/data")]
names = {path.rsplit("/", 1)[1]: path for path in wanted_paths}
same([name for name in names if name not in ("case_code", "instanceID")], [q["name"] for q in QUESTIONS], "the questions")
everything = etree.Element("secondary")
everything.extend(copy.deepcopy(list(secondary.values())))
instance_ids = set()
files = sorted((FOLDER / "xform").glob("*.xml"))
same(len(files), len(CASES), "the instances")
for file, case in zip(files, CASES.values()):
    who = case["code"]
    instance = etree.parse(str(file)).getroot()
    same((instance.tag, dict(instance.attrib)), (primary.tag, dict(primary.attrib)), f"{who}: the form")
    found = dict(leaves(instance, "/data"))
    same(list(found), wanted_paths, f"{who}: the nodes")
    if list(found) != wanted_paths:
        continue
    same(found["/data/case_code"].text, in_xml(who), f"{who}: the code")
    instance_id = found["/data/meta/instanceID"].text
    check(re.fullmatch("uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", instance_id), f"{who}: {instance_id}")
    check(instance_id not in instance_ids, f"{who}: the same instance twice")
    instance_ids.add(instance_id)
    whole = copy.deepcopy(instance)
    whole.append(copy.deepcopy(everything))
    found = dict(leaves(instance, "/data"))
    for question in QUESTIONS:
        name, path = question["name"], names[question["name"]]
        bind, node = binds[path], whole.xpath(path)[0]
        text = node.text or ""
        wanted = case["answers"].get(name)
        same(text, in_xml("" if wanted is None else str(in_cell(wanted))), f"{who}: {name}")
        relevant = evaluate(bind.get("relevant", "true()"), node)
        same(bool(relevant), name in case["asked"], f"{who}: whether {name} is asked")
        if not text:
            continue
        check(evaluate(bind.get("constraint", "true()"), node), f"{who}: {name} breaks {bind.get('constraint')}")
        kind = {"one": "select1", "many": "select"}.get(question["kind"], "input")
        same(controls[path].tag, kind, f"{name}: the control")
        if kind != "input":
            offered = evaluate(controls[path].find("itemset").get("nodeset"), node)
            names_offered = [item.findtext("name") for item in offered]
            chosen = text.split(" ") if kind == "select" else [text]
            check(all(option in names_offered for option in chosen), f"{who}: {name} has no {chosen}")
        elif bind.get("type") == "int":
            check(re.fullmatch("-?[0-9]+", text), f"{who}: {name} is no number: {text}")
        elif bind.get("type") == "date":
            check(re.fullmatch("[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?", text), f"{who}: {name} is no date: {text}")
            if len(text) == 10:
                datetime.date.fromisoformat(text)
        else:
            same(bind.get("type"), "string", f"{name}: the type")

for line in wrong[:40]:
    print(line[:240])
for stage, count in counts.items():
    print(f"{stage}: {count} checks")
print(f"{len(CASES)} cases, {len(QUESTIONS)} questions, {sum(counts.values())} checks, {len(wrong)} wrong")
sys.exit(1 if wrong else 0)
