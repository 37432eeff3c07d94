"""Writes latin.txt: surnames and given names in Latin letters.

usage: latin.py NAMES ENGLISH... > ../latin.txt

NAMES is the folder names/ of the source distribution of the Python package
names; ENGLISH are text files, whose small words are left out where they are not
more often capitalised. Needs the Python package Faker.
"""
import collections, importlib, os, re, sys, unicodedata
import faker

PLAIN = str.maketrans({"ß": "ss", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ı": "i", "æ": "ae", "Æ": "Ae", "ð": "d", "þ": "th"})
# Frequent in East, South and Southeast Asia; the list of the census has few.
ASIAN = """
wang li zhang liu chen yang huang zhao wu zhou xu sun ma zhu hu guo he gao lin luo zheng liang xie song tang deng han feng cao peng zeng xiao tian dong pan yuan cai jiang yu du ye cheng wei su lu ding ren shen yao jin cui tan lai fan fang shi xiong kong bai qiu qin hou shao meng long wan duan qian tang yin chang wong chan lee ng cheung lam kwok leung chow tsai hsu hsieh chiu
kim park choi jung jeong kang cho yoon yun jang lim oh seo shin kwon hwang ahn an song hong yoo moon bae baek heo nam ha joo min noh
nguyen tran le pham hoang huynh phan vu vo dang bui do ngo duong ly truong dinh trinh dao thi van anh minh hoa lan huong linh thao trang tuan hung dung duc hai quan
singh kumar sharma gupta patel shah reddy rao nair iyer das sarkar banerjee chatterjee mukherjee khan ahmed hossain rahman islam akter begum mohammad muhammad mohammed ali hassan hussein abdullah ibrahim
shrestha gurung tamang thapa magar rai karki adhikari poudel aung kyaw win htun zaw thant myint htet bin binti ibn santos reyes cruz bautista garcia mendoza
""".split()
# Words of English that are kept: frequent surnames.
KEPT = "li chan lim park sun ma su le vo white young green black moon".split()


def fold(s):
    s = unicodedata.normalize("NFD", s.translate(PLAIN))
    return "".join(c for c in s if not unicodedata.combining(c)).lower()


def census(folder):
    with open(folder + "/dist.all.last") as f:
        yield from (line.split()[0].lower() for line in list(f)[:8000])
    for name in "dist.female.first", "dist.male.first":
        with open(f"{folder}/{name}") as f:
            yield from (line.split()[0].lower() for line in f)


def faker_names():
    base = os.path.dirname(faker.__file__) + "/providers/person"
    for locale in sorted(os.listdir(base)):
        if locale.startswith("_") or locale in ("ja_JP", "en_US", "en"):
            continue
        provider = importlib.import_module("faker.providers.person." + locale).Provider
        for attribute in dir(provider):
            values = getattr(provider, attribute)
            if "name" in attribute and "format" not in attribute and isinstance(values, (tuple, list, dict)):
                for value in values:
                    yield from (w for w in map(fold, re.split(r"[\s\-]+", value)) if re.fullmatch("[a-z]{2,15}", w))


words = set(census(sys.argv[1])) | set(faker_names()) | set(ASIAN)
small, capital = collections.Counter(), collections.Counter()
for path in sys.argv[2:]:
    with open(path, errors="replace") as f:
        for w in re.findall(r"\b[A-Za-z][a-z]+\b", f.read()):
            (capital if w[0].isupper() else small)[w.lower()] += 1
words = {w for w in words if small[w] < 3 or small[w] <= 0.4 * capital[w]} | set(KEPT)
print("\n".join(sorted(words)))
