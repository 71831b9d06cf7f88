"""What people write in words in the practice records. It is data, so each sentence stands in both languages."""

NOTHING_OFFERED = "nothing was offered 前一日未投喂"
NOT_HELD = "the dam holds the cub 母兽抱仔未放"
NO_URINE = "no clean urine on the floor 地面无洁净尿样"

# Why work is left undone, by its kind; any of the last ones for all other kinds.
SKIPPED: dict[str, tuple[str, ...]] = {
    "offering": (
        "half of the last feed is still there 上一餐尚余一半",
        "asleep, offered with the next feed 睡觉，并入下一餐",
    ),
    "leftovers": ("soaked by the rain, not weighed 雨水浸湿，未称",),
    "feces": ("washed away by the rain 被雨水冲走", "in the pool, could not be collected 落入水池，无法收集"),
    "weighing": ("would not go on the scale 不上秤",),
    "body_condition": ("did not stand still 未站定",),
    "enclosure_check": ("the meter was being repaired 仪表送修",),
    "medication": ("the veterinarian put it off by a day 兽医推迟一日",),
    "deworming": ("off its food today, put off 今日食欲差，推迟",),
    "vaccination": ("the lot did not arrive in time 疫苗批次未到",),
    "fecal_exam": ("no fresh sample 无新鲜粪样",),
    "estrus_watch": ("asleep in the den 在兽舍内睡觉",),
    "urine_sample": (NO_URINE, "mixed with water 混有水"),
    "cub_milk": ("asleep at the dam's breast 在母兽怀中睡着",),
    "rescue_round": ("path closed after heavy rain 大雨后道路封闭",),
    "enrichment": ("heavy rain 大雨", "visitors of the reserve at the yard 场地有人参观"),
    "training": (
        "would not come to the training window 不到训练窗口",
        "the trainer was needed elsewhere 训练员另有任务",
    ),
    "behavior": ("camera was off 监控故障",),
    "note": ("short of hands 人手不足",),
}

NOTES: dict[str, tuple[str, ...]] = {
    "visual_check": (
        "sneezed twice, no discharge 打喷嚏两次，无分泌物",
        "slow to come, ate well later 反应稍慢，后采食正常",
        "a burr in the coat, taken out 毛中有苍耳，已取下",
        "scratched the neck on the post 在木桩上蹭颈部",
        "a little tear flow on the left 左眼少量流泪",
    ),
    "bamboo_wash": ("one bundle with mold sent back 一捆发霉退回", "delivery two hours late 送竹晚到两小时"),
    "footbath": ("mat replaced 更换脚垫",),
    "disinfection": ("drain of the second den runs slowly, reported 二号舍排水慢，已报修",),
    "night_watch": (
        "one animal awake and pacing until 01:20 一只个体踱步至 01:20",
        "lamp in the corridor failed 走廊灯坏",
    ),
    "wound_care": (
        "dry, no swelling 干燥，无肿胀",
        "a little discharge, rinsed 少量分泌物，已冲洗",
        "edges closing 创缘愈合中",
    ),
    "vet_exam": ("nothing remarkable 未见异常",),
    "vet_exam_geriatric": ("teeth worn, joints stiff, heart regular 牙齿磨损，关节僵硬，心律齐",),
    "ultrasound": ("no picture clear enough 图像不清", "uterus enlarged, no fetus seen 子宫增大，未见胎儿"),
    "cub_check": ("nursing, loud voice 吮乳，叫声响", "sleeps in the dam's arm 在母兽臂弯中睡"),
    "twin_swap": ("taken and laid down within four minutes 四分钟内换好",),
}
# How many of a hundred are more than done as planned.
NOTED: dict[str, int] = {
    "visual_check": 4, "bamboo_wash": 12, "footbath": 1, "disinfection": 6, "night_watch": 10, "wound_care": 100,
    "vet_exam": 100, "vet_exam_geriatric": 100, "ultrasound": 100, "cub_check": 35, "twin_swap": 20,
}  # fmt: skip

ENRICHMENTS = (
    "ice block with apple 冰块夹苹果", "bamboo pipe with cake 竹筒藏窝窝头", "burlap with cinnamon 肉桂麻袋",
    "hanging ball 吊球", "pile of leaves with carrot 落叶堆藏胡萝卜", "new climbing log 新爬架木", "snow heap 雪堆",
    "water basin 水盆",
)  # fmt: skip
TRAININGS = (
    "arm into the sleeve 伸臂入袖", "open mouth 张口", "lie down 卧倒", "stand on the scale 上秤", "turn around 转身",
)  # fmt: skip
STEREOTYPIES = ("pacing 踱步", "head shaking 摇头", "licking a paw 舔爪", "tongue play 玩舌")
VACCINE_SITES = ("left shoulder 左肩", "right shoulder 右肩")
PARASITE = "Baylisascaris schroederi"
LABORATORY = "center laboratory 中心实验室"
KIT = "practice enzyme immunoassay 练习用酶免试剂盒"
ROUNDS = (
    "calm, ate most of the bamboo 安静，大部分竹子已食",
    "drank, feces formed 饮水，粪便成形",
    "lies in the far corner, watches 卧于远角，警觉",
    "limps less than before 跛行减轻",
)
ROUNDS_OF_WOUNDED = ("wound dry 伤口干燥", "wound a little moist, rinsed 伤口略湿，已冲洗")
QUIET_SHIFT = "Quiet shift, all animals counted. 本班平稳，个体清点无误。"
HANDED = (
    "Round finished, bamboo for the next feed is washed and stands ready. 巡护完成，下一餐竹子已洗净备好。",
    "All fed; one lock of the corridor is stiff, use both hands. 已全部投喂；走廊一把锁较紧，需双手。",
    "Scale recharged, sample boxes are in the refrigerator. 秤已充电，样品盒在冰箱。",
    QUIET_SHIFT,
)
