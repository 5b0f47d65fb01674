package place

import "strings"

func wordSet(words string) map[string]bool {
	set := make(map[string]bool)
	for _, w := range strings.Fields(words) {
		set[w] = true
	}
	return set
}

// everyday are short names that mostly are everyday words in writing on education (合作市, 公安县, 资源县, 光明区). Without
// their suffix they count as a place only right after the one above (北京西城), and where nothing goes on from them. A
// person who is asked for a place may still give them.
var everyday = wordSet(`
	合作 公安 资源 解放 前进 通道 比如 延长 互助 振兴 中方 南部 光明 友好 平安 富裕 复兴 新建 安定 安居 清新
	宏伟 平定 平和 丰满 新兴 无为 南岸 万年 三元 三门 二道 二七 石门 港口 运河 东风 光泽 会同 工农 清水 前锋
	长子 洞口 大方 莲花 名山 大观 双桥 文峰 高台 民权 小店 大堂 中西 同心 平房 灯塔 天涯 海棠 回民 黑水 富民
	清流 水城 老城 爱民 民和 天台 天心 方山 民乐 铜鼓 兴业 大厂 盐池 三水 集贤 鸡冠 围场 乐业 盐田 太白 城厢
	交口 响水 钢城 友谊 红旗 温泉 向阳 博爱 同仁 方正 惠民 阳春 万全 和平 共和 太和 新华 威信 永和 七星 新星
	和顺 平原 中原 江南 古城 江山 太平 新城 路桥 东城 西城 天桥 滨海 海港 城西 城东 河东 河西 上城 下城 南城
	山城 三江 临江 江口 河口 湖口 三河 大关 城关 新市 滨江 滨湖 城北 市中 市北 市南 城中 东方 台前 江岸 路南
	路北 东河 北关 南关 西市 新河 沿河 西山 大名 站前 道里 道外 开化 无极 新民 新平 新源 上林 连山 红山 青山
	黑山 金山 铁山 高明 玉泉 宝塔 白塔 元宝 凤凰 龙门 钟楼 麒麟 芙蓉 桃源 牡丹 海盐 紫金 石鼓 天柱 方城 石狮
	石柱 石林 白玉 白云 九龙 东湖 南湖 西湖 北湖 月湖 镜湖 东海 南海 江海 湖里 盘龙 黄龙 青龙 玉龙 龙凤 龙泉
	卧龙 独山 天山 泰山 恒山 衡山 庐山 梁山 象山 南岳 长寿 延寿 仁寿 康乐 静乐 平乐 仁和 泰和 永福 安福 永丰
	民丰 裕民 建华 金牛 木兰 太康 大宁 赤城 金水 化德`)

// properWord are short names that are also people's names, streets, schools or scenery, or parts of them. In running text
// they need a place above before them or a word after them that follows a place.
var properWord = wordSet(`
	都安 于都 和政 和静 新和 朝天 改则 两当 全南 大余 同德 上高 上思 安多 东至 新干 利通 裕安 日照 白银 来宾
	大同 阿里 安康 海北 海东 海西 昆玉 双河 双城 双清 信都 建水 文水 新北 三都 石城 石楼 水富 宁化 仁化 奉化
	南明 思明 正安 正定 定边 定远 朝阳 长安 鼓楼 南山 江北 大兴 宝山 金平 蓬莱 武功 洪湖 洪山 金沙 白沙 红塔
	凤山 文昌 文成 玄武 明光 明山 花山 龙山 灵山 罗山 万山 马山 东山 通城 商城 江城 花溪 兴国 兴平 兴城 兴安
	安国 安仁 安平 安泽 安义 永安 永兴 永定 永新 永平 永宁 永胜 永济 永清 新安 新乐 新会 新田 新绛 同安 同江
	建安 建德 建宁 建昌 建平 建阳 崇信 崇义 崇仁 尚义 尚志 修文 兴文 兴仁 兴山 兴海 兴隆 兴庆 武城 武宁 武定
	武安 武山 文安 文山 文登 文圣 泰来 泰宁 宁远 宁海 安远 定安 定南 定海 博望 信丰 大安 大田 大英 大丰 大化
	大悟 大竹 大新 大东 大城 乐平 乐安 乐东 乐昌 嘉禾 嘉祥 秀山 英山 海伦 海林 双流 金湖 金阳 金秀 金寨 明水
	甘泉 华容 华池 华安 华宁 平山 平川 平城 平江 平南 平远 天宁 天元 南华 富平 富锦 吉水 昌乐 昌宁 德安 德兴
	康平 康保 瑞昌 福安 福海 庆云 庆安 庆元 顺平 顺昌 志丹 子长 云霄 云龙 玉山 玉田 石泉 龙城 龙江 龙潭 龙湖
	龙港 虎林 凤翔 凤城 凤台 元阳 汝城 雨花 雁山 桃江 桃城 山阳 山阴 东明 东宝 东兴 东宁 东安 东阳 西乡 西平
	西华 长兴 长乐 长顺 正宁 正阳 普安 宁安 宁国 宁明 景东 景宁 景泰 丹阳 莲湖 莲池 荷塘 梅江 嘉陵 怀仁 孝义
	义安 高安 高阳 高唐 高陵 五华 五常 五原 九原 三台 三原 万安 万载 万宁 千山 千阳 万秀 兴宁 临河 临海 六合
	永康 元氏 平顺 咸丰 南宫 扶余 播州 琅琊 融水 新罗 尖山 东辽 东源 晋安 铁西 铁东 岭东 兴宾 成华 成安 成武
	黎平 黎城`)

// Names of counties that mostly are plain nouns even with their suffix. The first need the place above right before
// them (大同市城区); the others need that, or an authority after them (新城区教育局).
var (
	nounAlways  = wordSet("会同县 城区 郊区 矿区 东区 西区 南区 北区")
	nounUsually = wordSet(`
	新城区 老城区 城中区 城东区 城西区 城北区 市中区 市北区 市南区 新市区 平房区 古城区 上城区 下城区 新建区
	港口区 海港区 水城区 钢城区 站前区 江岸区 路南区 路北区 湖滨区 滨江区 滨湖区 河口区 中原区 工农区 中方县
	南部县 平原县 运河区 温泉县 前进区 友好区 南城县 西市区 海港经济开发区`)
)

// singleStems are counties of one character whose name also arises where two words meet (市、县 和县政府, 应县委).
var singleStems = "应代古吉临兴义和单成文南新云高道理富宁康礼佳洋勉朗索环景祁夏丰唐易雄威青献魏曹冠温范息叶房容藤荣凤乾眉蒲宾寿随泾费莘道忠磁赵邱"
